{{%AUTOESCAPE context="HTML"}}
<div class="title-row">
<h1>Bookings</h1>
<a class="button primary" href="{{BASE}}/admin/scheduling/bookings/new">Book for somebody</a>
</div>
{{>PROBLEM}}
<form class="card" method="get" action="{{BASE}}/admin/scheduling/bookings" role="search" aria-label="Which bookings">
<div class="columns tight">
<div class="field">
<label for="when">Show</label>
<select id="when" name="when">
<option value="upcoming"{{#IS_UPCOMING}} selected{{/IS_UPCOMING}}>Coming up</option>
<option value="all"{{#IS_ALL}} selected{{/IS_ALL}}>All, latest first</option>
</select>
</div>
<div class="field">
<label for="status">State</label>
<select id="status" name="status">
<option value="">Any</option>
{{#STATUS}}
<option value="{{STATUS_WORD}}"{{#SELECTED}} selected{{/SELECTED}}>{{STATUS_TEXT}}</option>
{{/STATUS}}
</select>
</div>
<div class="field">
<label for="purpose">Purpose</label>
<select id="purpose" name="purpose">
<option value="">Any</option>
{{#PURPOSE}}
<option value="{{PURPOSE_WORD}}"{{#SELECTED}} selected{{/SELECTED}}>{{PURPOSE_TITLE}}</option>
{{/PURPOSE}}
</select>
</div>
<div class="field">
<label for="person">Person</label>
{{#PERSON_ERROR}}
<p class="field-error" id="person-error">{{MESSAGE}}</p>
{{/PERSON_ERROR}}
<input id="person" name="person" value="{{PERSON}}" type="search" maxlength="120" autocomplete="off" placeholder="Name, e-mail"{{#PERSON_ERROR}} aria-invalid="true"{{/PERSON_ERROR}}{{#PERSON_ERROR}} aria-describedby="person-error"{{/PERSON_ERROR}}>
</div>
<div class="field">
<label for="from">From</label>
{{#FROM_ERROR}}
<p class="field-error" id="from-error">{{MESSAGE}}</p>
{{/FROM_ERROR}}
<input id="from" name="from" value="{{FROM}}" type="{{FROM_TYPE}}"{{#FROM_ERROR}} aria-invalid="true"{{/FROM_ERROR}}{{#FROM_ERROR}} aria-describedby="from-error"{{/FROM_ERROR}}>
</div>
<div class="field">
<label for="to">To</label>
{{#TO_ERROR}}
<p class="field-error" id="to-error">{{MESSAGE}}</p>
{{/TO_ERROR}}
<input id="to" name="to" value="{{TO}}" type="{{TO_TYPE}}"{{#TO_ERROR}} aria-invalid="true"{{/TO_ERROR}}{{#TO_ERROR}} aria-describedby="to-error"{{/TO_ERROR}}>
</div>
</div>
<p class="actions"><button class="primary" type="submit">Show</button><a class="button" href="{{BASE}}/admin/scheduling/bookings">Clear</a></p>
</form>
{{#FOUND}}<p role="status">{{FOUND_TEXT}}</p>{{/FOUND}}
{{#SOME}}
<ul class="bookings">
{{#BOOKING}}
<li class="card booking-row{{#QUIET}} quiet{{/QUIET}}">
<div class="date-leaf" aria-hidden="true"><span class="leaf-month">{{MONTH}}</span><span class="leaf-day">{{DAY}}</span><span class="leaf-weekday">{{WEEKDAY}}</span></div>
<div class="booking-what">
<h2><a class="stretched" href="{{BASE}}/admin/scheduling/bookings/{{ID}}">{{ATTENDEE}}</a></h2>
<p>{{TITLE}} · <time datetime="{{START}}">{{LONG_DATE}}, {{TIMES}}</time></p>
<p class="small">{{EMAIL}}</p>
</div>
<span class="badge {{STATUS_CLASS}}">{{STATUS_TEXT}}</span>
</li>
{{/BOOKING}}
</ul>
<p class="muted">All times in {{ZONE}}.</p>
<div class="title-row">
<form class="pager" method="get" action="{{BASE}}/admin/scheduling/bookings" aria-label="Pages">
{{#KEPT}}<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">{{/KEPT}}
{{#BEFORE}}<button name="page" value="first">First</button>
<button name="page" value="before_{{CURSOR}}"><span aria-hidden="true">←</span> Back</button>{{/BEFORE}}
{{#AFTER}}<button name="page" value="after_{{CURSOR}}">Next <span aria-hidden="true">→</span></button>
<button name="page" value="last">Last</button>{{/AFTER}}
</form>
<form method="get" action="{{BASE}}/admin/scheduling/bookings/export.csv">
{{#KEPT}}<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">{{/KEPT}}
<button type="submit">Download as a table (CSV)</button>
</form>
</div>
{{/SOME}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">No bookings here</p><p>{{EMPTY_TEXT}}</p></div>{{/EMPTY}}
