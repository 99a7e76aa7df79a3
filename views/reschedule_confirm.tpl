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
<div class="field">
<label for="reason">Why does it move? {{#FREELY}}<span class="optional">optional, we pass it on</span>{{/FREELY}}{{#LIMITED}}<span class="optional">we pass it on</span>{{/LIMITED}}</label>
{{#LIMITED}}<p class="hint">Members cannot move this themselves any more. You may, with a reason.</p>{{/LIMITED}}
{{#REASON_ERROR}}
<p class="field-error" id="reason-error">{{MESSAGE}}</p>
{{/REASON_ERROR}}
<textarea id="reason" name="reason" rows="3" maxlength="500"{{#LIMITED}} required{{/LIMITED}}{{#REASON_ERROR}} aria-invalid="true"{{/REASON_ERROR}}{{#REASON_ERROR}} aria-describedby="reason-error"{{/REASON_ERROR}}>
{{REASON:pre_escape}}</textarea>
</div>
<div class="actions">
<button class="primary" type="submit">Move the booking</button>
<a class="button" href="{{BASE}}{{PATH}}">Keep the old time</a>
</div>
</form>
</div>
</div>
