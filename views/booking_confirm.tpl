{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<h1>Almost done</h1>
<p class="lead">This time is held for you until <time datetime="{{EXPIRES}}">{{EXPIRES_LOCAL}}</time>.</p>
{{>PROBLEM}}
<div class="card">
{{>WHEN}}
<form class="stack" method="post" action="{{BASE}}/schedule/confirm/{{RESERVATION}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="action" value="book">
<div class="field">
<label for="notes">Anything we should know? <span class="optional">optional</span></label>
{{#NOTES_ERROR}}
<p class="field-error" id="notes-error">{{MESSAGE}}</p>
{{/NOTES_ERROR}}
<textarea id="notes" name="notes" rows="4" maxlength="2000"{{#NOTES_ERROR}} aria-invalid="true"{{/NOTES_ERROR}}{{#NOTES_ERROR}} aria-describedby="notes-error"{{/NOTES_ERROR}}>
{{NOTES:pre_escape}}</textarea>
</div>
{{#APPROVAL}}<p class="muted">We confirm this kind of appointment ourselves. You hear from us by mail.</p>{{/APPROVAL}}
<button class="primary wide" type="submit">{{#DIRECT}}Confirm booking{{/DIRECT}}{{#APPROVAL}}Ask for this time{{/APPROVAL}}</button>
</form>
<form class="after-form" method="post" action="{{BASE}}/schedule/confirm/{{RESERVATION}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="release">
<button class="link" type="submit">Choose another time</button>
</form>
</div>
</div>
