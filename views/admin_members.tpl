{{%AUTOESCAPE context="HTML"}}
<div class="title-row">
<h1>Members</h1>
<a class="button" href="#invite">Invite somebody</a>
</div>
<p class="lead">Everybody who has an account in your portal.</p>
<form class="inline-form" method="get" action="{{BASE}}/admin/members" role="search">
<div class="field">
<label for="q">Find by name or e-mail address</label>
<input id="q" name="q" value="{{SEARCH}}" type="search" maxlength="100" autocomplete="off">
</div>
<button type="submit">Find</button>
{{#HAS_SEARCH}}<a class="button" href="{{BASE}}/admin/members">Show everybody</a>{{/HAS_SEARCH}}
</form>
{{#SOME}}
<ul class="messages">
{{#MEMBER}}
<li class="card message-row booking-row">
<div class="message-what">
<h2><a class="stretched" href="{{BASE}}/admin/members/{{ID}}">{{NAME}}</a></h2>
<p class="muted">{{EMAIL}}</p>
</div>
<p>{{#IS_DISABLED}}<span class="badge bad">Disabled</span> {{/IS_DISABLED}}{{#IS_TEAM}}<span class="badge good">{{ROLE}}</span> {{/IS_TEAM}}{{#HAS_KIND}}<span class="badge">{{KIND}}</span>{{/HAS_KIND}}</p>
</li>
{{/MEMBER}}
</ul>
{{/SOME}}
{{#MORE}}<p><a class="button" rel="next" href="{{BASE}}/admin/members?q={{SEARCH:url_query_escape}}&amp;cursor={{CURSOR:url_query_escape}}">Show more</a></p>{{/MORE}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">Nobody found</p><p>Names and addresses are found by how their words begin.</p></div>{{/EMPTY}}
{{#HAS_INVITATIONS}}
<section class="medium flush" aria-labelledby="waiting-title">
<h2 id="waiting-title">Invited, not here yet</h2>
<ul class="card devices">
{{#INVITATION}}
<li>
<div><p class="device-name">{{EMAIL}}</p>
<p class="muted">{{ROLE}}, {{KIND}} · {{#IS_OPEN}}open until <time datetime="{{UNTIL}}">{{UNTIL_WORDS}}</time>{{/IS_OPEN}}{{#IS_OVER}}not used in time: invite again{{/IS_OVER}}</p></div>
<form method="post" action="{{BASE}}/admin/members">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="withdraw">
<input type="hidden" name="invitation" value="{{ID}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-{{ID}}">
<button type="submit">Withdraw<span class="sr"> the invitation of {{EMAIL}}</span></button>
</form>
</li>
{{/INVITATION}}
</ul>
</section>
{{/HAS_INVITATIONS}}
<section class="medium flush" aria-labelledby="invite">
<h2 id="invite">Invite somebody</h2>
{{>PROBLEM}}
<form class="card stack" method="post" action="{{BASE}}/admin/members">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="invite">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-invite">
<div class="field">
<label for="email">E-mail address</label>
<p class="hint" id="email-hint">Gets a mail with a link that works for 7 days. Nothing happens until it is used.</p>
{{#EMAIL_ERROR}}
<p class="field-error" id="email-error">{{MESSAGE}}</p>
{{/EMAIL_ERROR}}
<input id="email" name="email" value="{{TYPED_EMAIL}}" type="email" maxlength="254" autocomplete="off" required{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}} aria-describedby="email-hint{{#EMAIL_ERROR}} email-error{{/EMAIL_ERROR}}">
</div>
{{>RIGHTS}}
<button class="primary" type="submit">Send the invitation</button>
</form>
</section>
