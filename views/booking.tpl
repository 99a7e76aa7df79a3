{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/bookings">Your bookings</a></p>
<div class="title-row">
<h1>{{TITLE}}</h1>
<span class="badge {{STATUS_CLASS}}">{{STATUS}}</span>
</div>
{{#CHECKING}}
<div class="notice wait" role="status" data-checking>
<p class="notice-title">{{CHECKING_TITLE}}</p>
<p>{{CHECKING_TEXT}}{{#CHECKED}} Last checked with the calendar: {{CHECKED_AT}}.{{/CHECKED}} This page looks again by itself. You need not do anything, and nothing is booked twice.</p>
<p><a href="{{BASE}}/bookings/{{ID}}">Look again now</a></p>
</div>
{{/CHECKING}}
{{#EXPLAINED}}<p class="lead">{{EXPLANATION}}</p>{{/EXPLAINED}}
<div class="card">
{{>WHEN}}
<dl class="facts">
{{#LOCATION}}<dt>Where</dt><dd class="keep-lines">{{LOCATION_TEXT:pre_escape}}</dd>{{/LOCATION}}
{{#MOVED}}<dt>Moved from</dt><dd>{{MOVED_FROM}}</dd>{{/MOVED}}
{{#NOTES}}<dt>Your notes</dt><dd class="keep-lines">{{NOTES_TEXT:pre_escape}}</dd>{{/NOTES}}
{{#REASON}}<dt>Reason</dt><dd class="keep-lines">{{REASON_TEXT:pre_escape}}</dd>{{/REASON}}
</dl>
{{#JOIN}}<p><a class="button primary wide" href="{{JOIN_URL}}" rel="noopener noreferrer">Join now</a></p>{{/JOIN}}
{{#CALENDAR}}<p><a href="{{BASE}}/bookings/{{ID}}/calendar.ics" download="booking.ics">Add to calendar</a></p>{{/CALENDAR}}
{{#ACTIONS}}
<p class="actions">
{{#MOVABLE}}<a class="button" href="{{BASE}}/bookings/{{ID}}/reschedule">Change the time</a>{{/MOVABLE}}
{{#CANCELLABLE}}<a class="button danger" href="{{BASE}}/bookings/{{ID}}/cancel">Cancel the booking</a>{{/CANCELLABLE}}
</p>
{{/ACTIONS}}
{{#WHY_NOT}}<p class="muted">{{WHY_NOT_TEXT}}</p>{{/WHY_NOT}}
{{#AGAIN}}
<div class="actions">
{{#SAME_TIME}}
<form method="post" action="{{BASE}}/schedule/{{PURPOSE}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="action" value="hold">
<input type="hidden" name="start" value="{{START}}">
<input type="hidden" name="timeZone" value="{{ZONE}}">
<button class="primary" type="submit">Book this time again</button>
</form>
{{/SAME_TIME}}
<a class="button" href="{{BASE}}/schedule/{{PURPOSE}}">Book another time</a>
</div>
{{/AGAIN}}
</div>
{{>CONTACT}}
{{#HISTORY}}
<h2>What happened before</h2>
<ol class="history">
{{#ENTRY}}
<li><span class="history-what">{{WHAT}}</span> <time datetime="{{START}}">{{START_LOCAL}}</time>{{#ENTRY_REASON}}<br><span class="muted">{{ENTRY_REASON_TEXT}}</span>{{/ENTRY_REASON}}<br><span class="muted">changed on {{AT_LOCAL}}</span></li>
{{/ENTRY}}
</ol>
{{/HISTORY}}
</div>
