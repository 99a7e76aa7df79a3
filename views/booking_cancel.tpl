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
<div class="field">
<label for="reason">Why? {{#FREELY}}<span class="optional">optional, we pass it on</span>{{/FREELY}}{{#LIMITED}}<span class="optional">we pass it on</span>{{/LIMITED}}</label>
{{#LIMITED}}<p class="hint">It is too late for members to cancel this themselves. You may, with a reason.</p>{{/LIMITED}}
{{#REASON_ERROR}}
<p class="field-error" id="reason-error">{{MESSAGE}}</p>
{{/REASON_ERROR}}
<textarea id="reason" name="reason" rows="3" maxlength="500"{{#LIMITED}} required{{/LIMITED}}{{#REASON_ERROR}} aria-invalid="true"{{/REASON_ERROR}}{{#REASON_ERROR}} aria-describedby="reason-error"{{/REASON_ERROR}}>
{{REASON:pre_escape}}</textarea>
</div>
<div class="actions">
<button class="danger solid" type="submit">Cancel the booking</button>
<a class="button" href="{{BASE}}{{PATH}}">Keep it</a>
</div>
</form>
</div>
</div>
