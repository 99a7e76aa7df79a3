{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}{{PATH}}">Back to the booking</a></p>
<h1>Cancel this booking?</h1>
{{#FOR}}<p class="lead">For {{ATTENDEE}}, who is told by a message.</p>{{/FOR}}
{{>PROBLEM}}
<div class="card">
{{>WHEN}}
<form class="stack" method="post" action="{{BASE}}{{PATH}}/cancel">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
{{>REASON_FIELD}}
<div class="actions">
<button class="danger solid" type="submit">Cancel the booking</button>
<a class="button" href="{{BASE}}{{PATH}}">Keep it</a>
</div>
</form>
</div>
</div>
