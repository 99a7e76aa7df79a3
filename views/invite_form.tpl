{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>You are invited</h1>
<p class="lead">{{TENANT_NAME}} would like you to join its portal with the address {{EMAIL}}.</p>
{{>PROBLEM}}
<form class="card stack" method="post" action="/invite">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="field">
<label for="name">Your name</label>
{{#NAME_ERROR}}
<p class="field-error" id="name-error">{{MESSAGE}}</p>
{{/NAME_ERROR}}
<input id="name" name="name" value="{{NAME}}" type="text" autocomplete="name" maxlength="100" required{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}{{#NAME_ERROR}} aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
{{#ASKS_PASSWORD}}
<div class="field">
<label for="password">Choose a password</label>
<p class="hint" id="password-hint">At least 15 characters. A few unrelated words make a good one.</p>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="new-password" minlength="15" maxlength="256" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}} aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}">
</div>
{{/ASKS_PASSWORD}}
{{#HAS_ACCOUNT}}
<p>You already have an account with this address from another portal. It stays as it is: afterwards, sign in with the password that you have.</p>
{{/HAS_ACCOUNT}}
<button class="primary wide" type="submit">Accept the invitation</button>
</form>
</div>
