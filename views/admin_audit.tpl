{{%AUTOESCAPE context="HTML"}}
<h1>Audit log</h1>
<p class="lead">Who changed what in your portal, and when. Nobody can change or remove an entry.</p>
{{>PROBLEM}}
<form class="card stack" method="get" action="{{BASE}}/admin/audit">
<div class="columns in-a-row">
<div class="field">
<label for="person">Person <span class="optional">optional</span></label>
<p class="hint" id="person-hint">The e-mail address of a member.</p>
{{#PERSON_ERROR}}
<p class="field-error" id="person-error">{{MESSAGE}}</p>
{{/PERSON_ERROR}}
<input id="person" name="person" value="{{PERSON}}" type="text" inputmode="email" maxlength="254" autocomplete="off" spellcheck="false"{{#PERSON_ERROR}} aria-invalid="true"{{/PERSON_ERROR}} aria-describedby="person-hint{{#PERSON_ERROR}} person-error{{/PERSON_ERROR}}">
</div>
<div class="field">
<label for="action">What happened</label>
<select id="action" name="action">
<option value="">Everything</option>
{{#CHOICE}}<option value="{{WORD}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/CHOICE}}
</select>
</div>
<div class="field">
<label for="from">From <span class="optional">optional</span></label>
{{#FROM_ERROR}}
<p class="field-error" id="from-error">{{MESSAGE}}</p>
{{/FROM_ERROR}}
<input id="from" name="from" value="{{FROM}}" type="{{FROM_TYPE}}"{{#FROM_ERROR}} aria-invalid="true"{{/FROM_ERROR}}{{#FROM_ERROR}} aria-describedby="from-error"{{/FROM_ERROR}}>
</div>
<div class="field">
<label for="to">Until <span class="optional">optional</span></label>
{{#TO_ERROR}}
<p class="field-error" id="to-error">{{MESSAGE}}</p>
{{/TO_ERROR}}
<input id="to" name="to" value="{{TO}}" type="{{TO_TYPE}}"{{#TO_ERROR}} aria-invalid="true"{{/TO_ERROR}}{{#TO_ERROR}} aria-describedby="to-error"{{/TO_ERROR}}>
</div>
</div>
<div class="actions"><button class="primary" type="submit">Show</button>{{#FILTERED}} <a class="button" href="{{BASE}}/admin/audit">Show everything</a>{{/FILTERED}}</div>
</form>
{{#SOME}}
<ul class="messages">
{{#ROW}}
<li class="card message-row">
<div class="message-what">
<h2>{{ACTION}}{{#SUBJECT}}: {{#IS_BOOKING}}<a href="{{BASE}}/admin/scheduling/bookings/{{BOOKING_ID}}">{{/IS_BOOKING}}{{SUBJECT_TEXT}}{{#IS_BOOKING}}</a>{{/IS_BOOKING}}{{/SUBJECT}}</h2>
<p class="muted">{{ACTOR}} · <time datetime="{{TIME}}">{{TIME_WORDS}}</time></p>
{{#CHANGES}}
<ul class="plain">
{{#CHANGE}}<li>{{WHAT}}: {{#WAS}}<del>{{BEFORE}}</del> → {{/WAS}}{{#IS}}<ins>{{AFTER}}</ins>{{/IS}}{{#IS_EMPTY}}empty{{/IS_EMPTY}}</li>{{/CHANGE}}
</ul>
{{/CHANGES}}
</div>
</li>
{{/ROW}}
</ul>
<div class="actions">
{{#MORE}}<a class="button" rel="next" href="{{BASE}}/admin/audit?person={{PERSON:url_query_escape}}&amp;action={{CHOSEN:url_query_escape}}&amp;from={{FROM:url_query_escape}}&amp;to={{TO:url_query_escape}}&amp;cursor={{CURSOR:url_query_escape}}">Show more</a> {{/MORE}}
<a class="button" href="{{BASE}}/admin/audit/log.csv?person={{PERSON:url_query_escape}}&amp;action={{CHOSEN:url_query_escape}}&amp;from={{FROM:url_query_escape}}&amp;to={{TO:url_query_escape}}" download>Export as a table</a>
</div>
<p class="muted">The table is a CSV file with what is chosen above, the latest {{MOST}} entries at most. Times on this page are in {{ZONE}}.</p>
{{/SOME}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">Nothing found</p><p>There is no such entry.</p></div>{{/EMPTY}}
