{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/admin/scheduling/notifications?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}">Back to your text</a></p>
<h1>Use the built-in text again?</h1>
<p class="lead">{{EVENT_NAME}} · {{CHANNEL_NAME}}. Your own text stays among the earlier versions, and you can come back to it.</p>
{{>PROBLEM}}
<section class="card" aria-labelledby="diff-title">
<h2 id="diff-title">From your text to the built-in one</h2>
{{>DIFF}}
</section>
<form class="actions" method="post" action="{{BASE}}/admin/scheduling/notifications">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="event_key" value="{{EVENT_KEY}}">
<input type="hidden" name="channel" value="{{CHANNEL_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}">
<button class="primary" type="submit" name="action" value="restore">Use the built-in text</button>
<a class="button" href="{{BASE}}/admin/scheduling/notifications?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}">Keep mine</a>
</form>
</div>
