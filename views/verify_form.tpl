{{%AUTOESCAPE context="HTML"}}
<div class="narrow center">
<p class="big-sign" aria-hidden="true">✓</p>
<h1>Confirm your address</h1>
<p class="lead">One click, and your account is ready.</p>
{{>PROBLEM}}
<form{{#PASSWORD}} class="card stack"{{/PASSWORD}} method="post" action="/verify">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="token" value="{{TOKEN}}">
{{#PASSWORD}}
<div class="field">
<label for="password">Password</label>
<p class="hint" id="password-hint">Somebody has signed up with your address more than once. Enter the password that you chose.</p>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}} aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}">
</div>
{{/PASSWORD}}
<button class="primary wide" type="submit">Confirm and continue</button>
</form>
</div>
