{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>Sign in</h1>
<p class="lead">Book, move and cancel your appointments.</p>
{{#ENDED}}<div class="notice wait" role="status"><p class="notice-title">Your session has ended</p><p>Sign in again, and you get your form back as you left it.</p></div>{{/ENDED}}
{{>PROBLEM}}
<form class="card stack" method="post" action="/login">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="return_to" value="{{RETURN_TO}}">
{{#RESUMED}}
<input type="hidden" name="resume_to" value="{{RESUME_TO}}">
<input type="hidden" name="resume_body" value="{{RESUME_BODY}}">
{{/RESUMED}}
<div class="field">
<label for="email">E-mail address</label>
{{#EMAIL_ERROR}}
<p class="field-error" id="email-error">{{MESSAGE}}</p>
{{/EMAIL_ERROR}}
<input id="email" name="email" value="{{EMAIL}}" type="email" autocomplete="username" maxlength="254" required{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}}{{#EMAIL_ERROR}} aria-describedby="email-error"{{/EMAIL_ERROR}}>
</div>
<div class="field">
<label for="password">Password</label>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1024" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}}{{#PASSWORD_ERROR}} aria-describedby="password-error"{{/PASSWORD_ERROR}}>
</div>
<button class="primary wide" type="submit">Sign in</button>
<p class="form-foot"><a href="/forgot">Forgot your password?</a></p>
</form>
<p class="aside">New here? <a href="/signup">Create an account</a></p>
</div>
