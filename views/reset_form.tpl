{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>Set a new password</h1>
<p class="lead">You will be signed out on all devices and sign in with the new one.</p>
{{>PROBLEM}}
<form class="card stack" method="post" action="/reset">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="field">
<label for="password">New password</label>
<p class="hint" id="password-hint">At least 15 characters. A few unrelated words make a good one.</p>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="new-password" minlength="15" maxlength="256" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}} aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}">
</div>
<button class="primary wide" type="submit">Set the password</button>
</form>
</div>
