{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/admin/scheduling/event-types">All event types</a></p>
<h1>{{PURPOSE_TITLE}}: next free times</h1>
{{#FOUND}}
<p class="lead">This is what Cal.com offers for it just now.</p>
{{#TIME}}
{{>WHEN}}
{{/TIME}}
{{/FOUND}}
{{#NOTHING}}
<div class="card empty"><p class="empty-title">No free time in the next two weeks</p><p>Look at Cal.com whether the event type has hosts, and whether their working hours leave room for it.</p></div>
{{/NOTHING}}
{{#UNANSWERED}}
<div class="notice wait"><p class="notice-title">Cal.com does not answer just now</p><p>Nothing is lost. Please try again in a moment.</p></div>
{{/UNANSWERED}}
<div class="actions"><a class="button" href="{{BASE}}/admin/scheduling/event-types/{{SLUG:url_query_escape}}/times">Look again</a></div>
</div>
