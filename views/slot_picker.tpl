{{%AUTOESCAPE context="HTML"}}
<p class="back"><a href="{{BACK_PATH}}">{{BACK_LABEL}}</a></p>
<h1>{{HEADING}}</h1>
<p class="lead">{{LENGTH}}{{#APPROVAL}} · needs a confirmation by us{{/APPROVAL}}{{#FOR}} · for {{ATTENDEE}}{{/FOR}}</p>
{{#DESCRIBED}}<p>{{DESCRIPTION}}</p>{{/DESCRIBED}}
{{>CURRENT}}
<div class="picker-bar">
<nav class="pager" aria-label="Days">
{{#PREVIOUS}}<a class="button" rel="prev" href="{{PATH}}?from={{PREVIOUS_FROM:url_query_escape}}&amp;tz={{ZONE:url_query_escape}}&amp;view={{VIEW:url_query_escape}}"><span aria-hidden="true">←</span> Earlier</a>{{/PREVIOUS}}
<a class="button" rel="next" href="{{PATH}}?from={{NEXT_FROM:url_query_escape}}&amp;tz={{ZONE:url_query_escape}}&amp;view={{VIEW:url_query_escape}}">Later <span aria-hidden="true">→</span></a>
</nav>
<h2 class="range">{{RANGE}}</h2>
<nav class="views" aria-label="View">
<a href="{{PATH}}?from={{FROM:url_query_escape}}&amp;tz={{ZONE:url_query_escape}}&amp;view=week"{{#IS_WEEK}} aria-current="true"{{/IS_WEEK}}>Week</a>
<a href="{{PATH}}?from={{FROM:url_query_escape}}&amp;tz={{ZONE:url_query_escape}}&amp;view=month"{{#IS_MONTH}} aria-current="true"{{/IS_MONTH}}>Four weeks</a>
</nav>
</div>
<details class="zone">
<summary><span>Times in <strong>{{ZONE}}</strong> ({{OFFSET}})</span></summary>
<form class="inline-form" method="get" action="{{PATH}}">
<input type="hidden" name="from" value="{{FROM}}">
<input type="hidden" name="view" value="{{VIEW}}">
<div class="field">
<label for="tz">Time zone</label>
<select id="tz" name="tz">
{{>ZONES}}
</select>
</div>
<button type="submit">Show times</button>
</form>
</details>
<p class="zone-offer" data-zone-offer="{{ZONE}}" hidden>Your device is set to <strong></strong>. <a href="{{PATH}}?from={{FROM:url_query_escape}}&amp;view={{VIEW:url_query_escape}}&amp;tz=">Show times in that zone</a></p>
{{#EMPTY}}
<div class="card empty">
<p class="empty-title">No free times {{RANGE_WORDS}}</p>
<p><a class="button primary" href="{{PATH}}?from={{NEXT_FROM:url_query_escape}}&amp;tz={{ZONE:url_query_escape}}&amp;view={{VIEW:url_query_escape}}">Look at later days</a></p>
</div>
{{/EMPTY}}
{{#SOME}}
{{#HOLDING}}<form method="post" action="{{PATH}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="timeZone" value="{{ZONE}}">{{/HOLDING}}
{{#MOVING}}<form method="get" action="{{PATH}}">
<input type="hidden" name="tz" value="{{ZONE}}">{{/MOVING}}
<ol class="days {{DAYS_CLASS}}">
{{#DAY}}
<li class="day{{#FIRST_FREE}} first-free{{/FIRST_FREE}}{{#FULL}} full{{/FULL}}" id="day-{{DATE}}">
<h3><span class="only-wide">{{WEEKDAY}} <span class="day-date">{{DAY_AND_MONTH}}</span></span><a class="only-narrow" href="#day-{{DATE}}">{{WEEKDAY}} {{DAY_AND_MONTH}} <span class="count">{{COUNT}}</span></a></h3>
{{#FREE}}
<ul class="slots">
{{#SLOT}}
<li><button class="slot" type="submit" name="start" value="{{START}}" aria-label="{{TIME}}, {{LONG_DATE}}">{{TIME}}</button></li>
{{/SLOT}}
</ul>
{{/FREE}}
{{#FULL}}
<p class="muted none-free">No free times</p>
{{/FULL}}
</li>
{{/DAY}}
</ol>
</form>
{{/SOME}}
