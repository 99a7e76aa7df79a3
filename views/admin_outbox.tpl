{{%AUTOESCAPE context="HTML"}}
<h1>Messages</h1>
<p class="lead">What is on its way to people, and what did not reach them.</p>
{{#PAUSE}}
<p class="notice bad" role="status">{{PAUSE_CHANNEL}} is held back for now: {{PAUSE_REASON}} Messages wait, and leave by themselves once it works again.</p>
{{/PAUSE}}
{{#STOPPED}}
<p class="notice wait" role="status"><span class="notice-title">{{STOPPED_CHANNEL}} is paused</span> by {{STOPPED_BY}}, since <time datetime="{{STOPPED_AT}}">{{STOPPED_SINCE}}</time>. Messages about bookings wait until it is resumed; what has waited for three days is not sent any more. Messages about accounts leave as ever.</p>
{{/STOPPED}}
<div class="actions">
{{#SWITCH}}
<form method="post" action="{{BASE}}/admin/scheduling/outbox">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="channel" value="{{SWITCH_CHANNEL}}">
<input type="hidden" name="shelf" value="{{SHELF}}">
<input type="hidden" name="action" value="{{SWITCH_ACTION}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-{{SWITCH_CHANNEL}}">
<button type="submit">{{SWITCH_LABEL}}</button>
</form>
{{/SWITCH}}
</div>
{{#LATE}}
<p class="notice bad" role="status">The oldest message should have left {{LATE_BY}} ago.</p>
{{/LATE}}
<nav class="tabs" aria-label="Which messages">
{{#TAB}}
<a href="{{BASE}}/admin/scheduling/outbox?shelf={{TAB_WORD:url_query_escape}}"{{#TAB_CURRENT}} aria-current="page"{{/TAB_CURRENT}}>{{TAB_LABEL}} ({{TAB_COUNT}})</a>
{{/TAB}}
</nav>
<p class="muted">{{EXPLANATION}}{{#OLDEST}} The oldest that is due has waited {{OLDEST_AGE}}.{{/OLDEST}}</p>
{{#SOME}}
<ul class="messages">
{{#ENTRY}}
<li class="card message-row">
<div class="message-what">
<h2>{{EVENT}}</h2>
<p>{{CHANNEL}} to <strong>{{RECIPIENT}}</strong></p>
<p class="muted">{{TIME_LABEL}} <time datetime="{{TIME}}">{{TIME_WORDS}}</time>{{#TRIES}} · {{TRIES_TEXT}}{{/TRIES}}</p>
{{#FAILURE}}<p class="message-failure">{{FAILURE_TEXT}}</p>{{/FAILURE}}
</div>
{{#ACTION}}
<form method="post" action="{{BASE}}/admin/scheduling/outbox">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="id" value="{{ID}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-{{ACTION_WORD}}-{{ID}}">
<input type="hidden" name="shelf" value="{{SHELF}}">
<input type="hidden" name="action" value="{{ACTION_WORD}}">
<button type="submit">{{ACTION_LABEL}}<span class="sr">: {{EVENT}} to {{RECIPIENT}}</span></button>
</form>
{{/ACTION}}
</li>
{{/ENTRY}}
</ul>
{{/SOME}}
{{#MORE}}<p><a class="button" rel="next" href="{{BASE}}/admin/scheduling/outbox?shelf={{SHELF:url_query_escape}}&amp;cursor={{CURSOR:url_query_escape}}">Show more</a></p>{{/MORE}}
{{#FIRST_ONLY}}<p class="muted">These are the first {{SHOWN}}.</p>{{/FIRST_ONLY}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">{{EMPTY_TITLE}}</p></div>{{/EMPTY}}
