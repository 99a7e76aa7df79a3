{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/admin/members">Members</a></p>
<div class="title-row">
<h1>{{NAME}}</h1>
{{#IS_DISABLED}}<span class="badge bad">Disabled</span>{{/IS_DISABLED}}
</div>
<p class="lead">{{EMAIL}}</p>
{{>PROBLEM}}
{{#MEANWHILE}}
<div class="notice wait" role="status">
<p class="notice-title">What is stored now</p>
<p>{{STORED_ROLE}}, {{STORED_KIND}}{{#STORED_DISABLED}}, disabled{{/STORED_DISABLED}}. You had chosen {{TYPED_ROLE}}, {{TYPED_KIND}}; your choice is still in the form. Save it again if it should hold.</p>
</div>
{{/MEANWHILE}}
<dl class="card facts">
<dt>Member since</dt><dd><time datetime="{{JOINED}}">{{JOINED_WORDS}}</time></dd>
{{#HAS_PHONE}}<dt>Phone</dt><dd>{{PHONE}}</dd>{{/HAS_PHONE}}
{{#HAS_ZONE}}<dt>Time zone</dt><dd>{{ZONE}}</dd>{{/HAS_ZONE}}
<dt>Signed in</dt><dd>{{DEVICES}}</dd>
{{#IS_DISABLED}}<dt>Disabled</dt><dd>since <time datetime="{{DISABLED}}">{{DISABLED_WORDS}}</time></dd>{{/IS_DISABLED}}
<dt>Audit log</dt><dd><a href="{{BASE}}/admin/audit?person={{EMAIL:url_query_escape}}">What this person did, and what was done to them</a></dd>
</dl>
{{#IS_SELF}}
<p class="card">{{ROLE}}, {{KIND}}. These are your own rights: another admin has to change them. So every portal keeps an admin.</p>
{{/IS_SELF}}
{{#IS_ANOTHER}}
<section aria-labelledby="rights-title">
<h2 id="rights-title">Rights</h2>
<form class="card stack" method="post" action="{{BASE}}/admin/members/{{ID}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="save">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-save">
<input type="hidden" name="version" value="{{VERSION}}">
{{>RIGHTS}}
<p class="muted">When something changes, this person is signed out and signs in again.</p>
<button class="primary" type="submit">Save</button>
</form>
</section>
<section aria-labelledby="access-title">
<h2 id="access-title">Access</h2>
<div class="card stack">
<form method="post" action="{{BASE}}/admin/members/{{ID}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="sign_out">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-sign-out">
<button type="submit">Sign out everywhere</button>
<p class="hint">On all devices, in your portal. The password stays as it is.</p>
</form>
<form method="post" action="{{BASE}}/admin/members/{{ID}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-enabled">
<input type="hidden" name="version" value="{{VERSION}}">
{{#IS_ENABLED}}
<input type="hidden" name="action" value="disable">
<button class="danger" type="submit">Disable</button>
<p class="hint">Signed out at once, and cannot sign in any more. Bookings stay as they are, and so do their messages.</p>
{{/IS_ENABLED}}
{{#IS_DISABLED}}
<input type="hidden" name="action" value="enable">
<button type="submit">Enable again</button>
<p class="hint">Can sign in again, with the same password and rights.</p>
{{/IS_DISABLED}}
</form>
</div>
</section>
{{/IS_ANOTHER}}
</div>
