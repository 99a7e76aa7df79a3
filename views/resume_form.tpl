{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>You are signed in again</h1>
<p class="lead">What you had typed when your session ended is still there. Nothing of it has been saved yet.</p>
<form class="card stack" method="post" action="{{PATH}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="resume" value="on">
{{#FIELD}}
<input type="hidden" name="{{FIELD_NAME}}" value="{{FIELD_VALUE}}">
{{/FIELD}}
<button class="primary wide" type="submit">Back to my form</button>
</form>
</div>
