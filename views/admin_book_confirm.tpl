{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{PATH}}">All free times</a></p>
<h1>Book this for {{ATTENDEE}}?</h1>
<p class="lead">{{EMAIL}}</p>
{{>PROBLEM}}
<div class="card">
<div class="two-times">
{{>WHEN}}
{{>THEIR_WHEN}}
</div>
<form class="stack" method="post" action="{{PATH}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="start" value="{{START}}">
<div class="field">
<label for="notes">Notes <span class="optional">optional, they can read them</span></label>
{{#NOTES_ERROR}}
<p class="field-error" id="notes-error">{{MESSAGE}}</p>
{{/NOTES_ERROR}}
<textarea id="notes" name="notes" rows="4" maxlength="2000"{{#NOTES_ERROR}} aria-invalid="true"{{/NOTES_ERROR}}{{#NOTES_ERROR}} aria-describedby="notes-error"{{/NOTES_ERROR}}>
{{NOTES:pre_escape}}</textarea>
</div>
{{#ASKS_REASON}}
<div class="field">
<label for="reason">Why one more?</label>
<p class="hint" id="reason-hint">They have as many bookings ahead as members may have. Only staff see this.</p>
{{#REASON_ERROR}}
<p class="field-error" id="reason-error">{{MESSAGE}}</p>
{{/REASON_ERROR}}
<textarea id="reason" name="reason" rows="2" maxlength="500" required{{#REASON_ERROR}} aria-invalid="true"{{/REASON_ERROR}} aria-describedby="reason-hint{{#REASON_ERROR}} reason-error{{/REASON_ERROR}}">
{{REASON:pre_escape}}</textarea>
</div>
{{/ASKS_REASON}}
<div class="actions">
<button class="primary" type="submit">Book it</button>
<a class="button" href="{{PATH}}">Choose another time</a>
</div>
</form>
</div>
</div>
