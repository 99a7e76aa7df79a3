{{%AUTOESCAPE context="HTML"}}
<div class="narrow center">
<p class="big-sign" aria-hidden="true">✉</p>
<h1>Check your mail</h1>
<p class="lead">If you can use {{#WITH_EMAIL}}<strong>{{EMAIL}}</strong>{{/WITH_EMAIL}}{{#WITHOUT_EMAIL}}that address{{/WITHOUT_EMAIL}} here, a message with the next step is on its way.</p>
<p class="muted">It can take a few minutes. Please look into the folder for unwanted mail too.</p>
<p><a class="button" href="/login">Back to sign in</a></p>
</div>
