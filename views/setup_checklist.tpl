{{%AUTOESCAPE context="HTML"}}
<section class="card setup" aria-labelledby="setup-title">
<div class="title-row"><h2 id="setup-title">Set-up</h2><span class="badge {{SUM_CLASS}}">{{SUM}}</span></div>
<ul class="checks">
{{#CHECK}}
<li><span class="badge {{CHECK_CLASS}}">{{CHECK_STATE}}</span><div><p class="check-what">{{CHECK_WHAT}}</p>{{#CHECK_MORE}}<p class="muted">{{CHECK_TEXT}}{{#TO_TYPES}} <a href="{{BASE}}/admin/scheduling/event-types">Event types</a>{{/TO_TYPES}}{{#TO_ORGANIZATION}} <a href="#organization_slug">Enter it below</a>{{/TO_ORGANIZATION}}{{#TO_SENDER}} <a href="#sender_address">Sender</a>{{/TO_SENDER}}{{#TO_MESSAGES}} <a href="{{BASE}}/admin/scheduling/outbox">Messages</a>{{/TO_MESSAGES}}{{#TO_SWITCH}} <a href="#is_enabled">Switch it on below</a>{{/TO_SWITCH}}</p>{{/CHECK_MORE}}</div></li>
{{/CHECK}}
</ul>
</section>
