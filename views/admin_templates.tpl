{{%AUTOESCAPE context="HTML"}}
<h1>Message texts</h1>
<p class="lead">What people read when something happens. Every message has a built-in text; you can write your own.</p>
<div class="card table-scroll" tabindex="0" role="region" aria-labelledby="texts-caption">
<table class="text-grid">
<caption id="texts-caption" class="sr">Messages and their texts on each channel</caption>
<thead><tr><th scope="col">Message</th>{{#CHANNEL}}<th scope="col">{{CHANNEL_NAME}}</th>{{/CHANNEL}}</tr></thead>
<tbody>
{{#EVENT}}
<tr>
<th scope="row">{{EVENT_NAME}}</th>
{{#CELL}}
<td>{{#TEXT}}<a href="{{BASE}}/admin/scheduling/notifications?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}"><span class="sr">{{EVENT_NAME}}, {{CELL_CHANNEL}}: </span><span class="badge {{STATE_CLASS}}">{{STATE}}</span></a>{{/TEXT}}{{#NO_TEXT}}<span class="muted" aria-hidden="true">–</span><span class="sr">not sent on this channel</span>{{/NO_TEXT}}</td>
{{/CELL}}
</tr>
{{/EVENT}}
</tbody>
</table>
</div>
<p class="muted"><strong>Built-in</strong>: our text is sent. <strong>Your own</strong>: yours is sent. <strong>Switched off</strong>: you have a text, but ours is sent for now. Mails to your own staff are always in our words.</p>
