{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>Forgot your password?</h1>
<p class="lead">Tell us your address. We send you a link to set a new one.</p>
{{>PROBLEM}}
<form class="card stack" method="post" action="/forgot">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<div class="field">
<label for="email">E-mail address</label>
{{#EMAIL_ERROR}}
<p class="field-error" id="email-error">{{MESSAGE}}</p>
{{/EMAIL_ERROR}}
<input id="email" name="email" value="{{EMAIL}}" type="email" autocomplete="username" maxlength="254" required{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}}{{#EMAIL_ERROR}} aria-describedby="email-error"{{/EMAIL_ERROR}}>
</div>
<button class="primary wide" type="submit">Send the link</button>
</form>
<p class="aside"><a href="/login">Back to sign in</a></p>
</div>
