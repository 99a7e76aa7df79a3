{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/admin/scheduling/bookings">All bookings</a></p>
<div class="title-row">
<h1>{{PURPOSE_TITLE}} with {{ATTENDEE}}</h1>
<span class="badge {{STATUS_CLASS}}">{{STATUS}}</span>
</div>
{{#CHECKING}}
<div class="notice wait" role="status" data-checking>
<p class="notice-title">The calendar has not answered yet</p>
<p>We look again and again, for a few minutes at most. Nothing is done twice. This page looks again by itself.</p>
<p><a href="{{BASE}}/admin/scheduling/bookings/{{ID}}">Look again now</a></p>
</div>
{{/CHECKING}}
<div class="card">
<div class="two-times">
{{>WHEN}}
{{>THEIR_WHEN}}
</div>
<dl class="facts">
<dt>Attendee</dt><dd>{{ATTENDEE}}<br>{{EMAIL}}{{#PHONE}}<br>{{PHONE_TEXT}}{{/PHONE}}{{#NOW_CALLED}}<br><span class="muted">now {{NOW_NAME}}, {{NOW_EMAIL}}</span>{{/NOW_CALLED}}</dd>
{{#LOCATION}}<dt>Where</dt><dd class="keep-lines">{{LOCATION_TEXT:pre_escape}}</dd>{{/LOCATION}}
{{#MOVED}}<dt>Moved from</dt><dd>{{MOVED_FROM}}</dd>{{/MOVED}}
{{#NOTES}}<dt>Notes</dt><dd class="keep-lines">{{NOTES_TEXT:pre_escape}}</dd>{{/NOTES}}
{{#REASON}}<dt>Reason</dt><dd class="keep-lines">{{REASON_TEXT:pre_escape}}</dd>{{/REASON}}
</dl>
<p class="actions">
{{#MOVABLE}}<a class="button" href="{{BASE}}/admin/scheduling/bookings/{{ID}}/reschedule">Change the time</a>{{/MOVABLE}}
{{#CANCELLABLE}}<a class="button danger" href="{{BASE}}/admin/scheduling/bookings/{{ID}}/cancel">Cancel the booking</a>{{/CANCELLABLE}}
<a class="button" href="{{BASE}}/admin/scheduling/bookings/new/{{USER}}">Book another for them</a>
</p>
{{#PAST_LIMIT}}<p class="muted">{{LIMIT_TEXT}} You still may, with a reason.</p>{{/PAST_LIMIT}}
</div>
<h2>What happened</h2>
<ol class="history">
{{#ACT}}
<li><span class="history-what">{{WHAT}}</span>{{#OUTCOME}} <span class="badge {{OUTCOME_CLASS}}">{{OUTCOME_TEXT}}</span>{{/OUTCOME}}{{#DETAIL}}<br>{{DETAIL_TEXT}}{{/DETAIL}}{{#ACT_REASON}}<br><span class="muted">“{{ACT_REASON_TEXT}}”</span>{{/ACT_REASON}}<br><span class="muted"><time datetime="{{AT}}">{{AT_LOCAL}}</time></span></li>
{{/ACT}}
</ol>
<h2>Messages</h2>
{{#NO_MESSAGES}}<p class="muted">Nothing has been written about this booking.</p>{{/NO_MESSAGES}}
{{#MESSAGES}}
<ul class="messages">
{{#MESSAGE}}
<li class="card message-row">
<div class="message-what">
<h3>{{EVENT}} <span class="badge {{STATE_CLASS}}">{{STATE}}</span></h3>
<p>{{CHANNEL}} to <strong>{{RECIPIENT}}</strong></p>
<p class="muted">{{TIME_LABEL}} <time datetime="{{TIME}}">{{TIME_WORDS}}</time></p>
{{#FAILURE}}<p class="message-failure">{{FAILURE_TEXT}}</p>{{/FAILURE}}
{{#TRIES}}
<details>
<summary>{{TRIES_TEXT}}</summary>
<ol class="small">
{{#TRY}}<li><time datetime="{{TRY_AT}}">{{TRY_AT_LOCAL}}</time>: {{TRY_STATE}}{{#TRY_ERROR}}. {{TRY_ERROR_TEXT}}{{/TRY_ERROR}}</li>{{/TRY}}
</ol>
</details>
{{/TRIES}}
</div>
{{#RESEND}}
<form method="post" action="{{BASE}}/admin/scheduling/bookings/{{BOOKING_ID}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="message" value="{{MESSAGE_ID}}">
<button type="submit">Send again<span class="sr">: {{EVENT}} to {{RECIPIENT}}</span></button>
</form>
{{/RESEND}}
</li>
{{/MESSAGE}}
</ul>
{{/MESSAGES}}
<p class="muted">All times in {{ZONE}}, unless said otherwise.</p>
</div>
