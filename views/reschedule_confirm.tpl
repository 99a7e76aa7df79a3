{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}{{PATH}}/reschedule">All free times</a></p>
<h1>Move to this time?</h1>
{{#FOR}}<p class="lead">For {{ATTENDEE}}, who is told by a message.</p>{{/FOR}}
{{>PROBLEM}}
<div class="card">
<div class="two-times">
{{>NEW_WHEN}}
{{>OLD_WHEN}}
</div>
<form class="stack" method="post" action="{{BASE}}{{PATH}}/reschedule">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="start" value="{{START}}">
<input type="hidden" name="timeZone" value="{{ZONE}}">
{{>REASON_FIELD}}
<div class="actions">
<button class="primary" type="submit">Move the booking</button>
<a class="button" href="{{BASE}}{{PATH}}">Keep the old time</a>
</div>
</form>
</div>
</div>
