{{%AUTOESCAPE context="HTML"}}
<h1>Event types</h1>
<p class="lead">A purpose is what people book here. Each stands for one event type at Cal.com.</p>
{{#OFFER_NOTICE}}
<div class="notice wait"><p class="notice-title">{{OFFER_TITLE}}</p><p>{{OFFER_TEXT}}{{#TO_SETTINGS}} <a href="{{BASE}}/admin/scheduling#organization_slug">Go to the settings</a>{{/TO_SETTINGS}}</p></div>
{{/OFFER_NOTICE}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">Nothing can be booked yet</p><p>Choose a purpose below and say which event type of Cal.com stands behind it.</p></div>{{/EMPTY}}
{{#SOME}}
<ul class="messages">
{{#TYPE}}
<li class="card event-type">
<div class="title-row">
<h2><a href="{{BASE}}/admin/scheduling/event-types?purpose={{SLUG:url_query_escape}}">{{TYPE_TITLE}}</a></h2>
<span class="badge {{STATE_CLASS}}">{{STATE}}</span>
</div>
<p class="muted"><code>{{SLUG}}</code> · {{LENGTH}} · {{KINDS}}{{#OWN_RULES}} · own rules{{/OWN_RULES}}</p>
<p>{{#SEEN}}At Cal.com: {{SEEN_TEXT}}{{/SEEN}}{{#UNSEEN}}At Cal.com: event type {{CAL_ID}}{{/UNSEEN}}</p>
{{#PROBLEMS}}
<ul class="checks" aria-label="What to put right">
{{#PROBLEM}}
<li><span class="badge {{GRAVITY_CLASS}}">{{GRAVITY}}</span><div><p class="check-what">{{WHAT}}</p><p class="muted">{{TO_DO}}</p></div></li>
{{/PROBLEM}}
</ul>
{{/PROBLEMS}}
{{#FINE}}<p class="fine"><span class="badge good">As it should be</span></p>{{/FINE}}
<div class="actions"><a class="button" href="{{BASE}}/admin/scheduling/event-types?purpose={{SLUG:url_query_escape}}">Change<span class="sr"> {{TYPE_TITLE}}</span></a><a class="button" href="{{BASE}}/admin/scheduling/event-types/{{SLUG:url_query_escape}}/times">Try: next three free times<span class="sr"> of {{TYPE_TITLE}}</span></a></div>
</li>
{{/TYPE}}
</ul>
{{/SOME}}
<section aria-labelledby="more-title">
<h2 id="more-title">{{MORE_TITLE}}</h2>
<div class="actions">
{{#SUGGESTION}}<a class="button" href="{{BASE}}/admin/scheduling/event-types?new={{SUGGESTED_SLUG:url_query_escape}}">{{SUGGESTED_TITLE}}</a>{{/SUGGESTION}}
<a class="button" href="{{BASE}}/admin/scheduling/event-types?new=own">A purpose of your own</a>
</div>
</section>
