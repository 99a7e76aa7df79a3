{{%AUTOESCAPE context="HTML"}}
<div class="narrow center">
<p class="big-sign" aria-hidden="true">✓</p>
<h1>Confirm your address</h1>
<p class="lead">One click, and your account is ready.</p>
<form method="post" action="/verify">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<button class="primary wide" type="submit">Confirm and continue</button>
</form>
</div>
