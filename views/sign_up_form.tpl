{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>Create an account</h1>
<p class="lead">We send you a link to confirm your address. Then you can book.</p>
{{>PROBLEM}}
<form class="card stack" method="post" action="/signup">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<div class="field">
<label for="name">Your name</label>
{{#NAME_ERROR}}
<p class="field-error" id="name-error">{{MESSAGE}}</p>
{{/NAME_ERROR}}
<input id="name" name="name" value="{{NAME}}" type="text" autocomplete="name" maxlength="100" required{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}{{#NAME_ERROR}} aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label for="email">E-mail address</label>
{{#EMAIL_ERROR}}
<p class="field-error" id="email-error">{{MESSAGE}}</p>
{{/EMAIL_ERROR}}
<input id="email" name="email" value="{{EMAIL}}" type="email" autocomplete="username" maxlength="254" required{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}}{{#EMAIL_ERROR}} aria-describedby="email-error"{{/EMAIL_ERROR}}>
</div>
<div class="field">
<label for="password">Password</label>
<p class="hint" id="password-hint">At least 15 characters. A few unrelated words make a good one.</p>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="new-password" minlength="15" maxlength="256" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}} aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}">
</div>
<button class="primary wide" type="submit">Create account</button>
</form>
<p class="aside">Already have an account? <a href="/login">Sign in</a></p>
</div>
