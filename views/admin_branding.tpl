{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<h1>Branding</h1>
<p class="lead">How your portal and your mails look to people.</p>
{{>PROBLEM}}
{{#MEANWHILE}}
<div class="notice wait" role="status">
<p class="notice-title">What is stored now</p>
<p>{{STORED_NAME}}, main colour {{STORED_BRAND}}, second colour {{STORED_ACCENT}}. What you entered is still in the form. Save it again if it should hold.</p>
</div>
{{/MEANWHILE}}
<section aria-labelledby="look-title">
<h2 id="look-title">Name and colours</h2>
<form class="card stack" method="post" action="{{BASE}}/admin/branding">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="save">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-save">
<input type="hidden" name="version" value="{{VERSION}}">
<div class="field">
<label for="name">Name of your business</label>
<p class="hint" id="name-hint">Stands on every page and in every mail.</p>
{{#NAME_ERROR}}
<p class="field-error" id="name-error">{{MESSAGE}}</p>
{{/NAME_ERROR}}
<input id="name" name="name" value="{{NAME}}" type="text" maxlength="100" autocomplete="organization" required{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}} aria-describedby="name-hint{{#NAME_ERROR}} name-error{{/NAME_ERROR}}">
</div>
<div class="columns">
<div class="field">
<label for="brand_color">Main colour</label>
<p class="hint" id="brand_color-hint">Of buttons and links. On dark screens we lighten it.{{#BRAND_RATIO}} Contrast now: {{RATIO}}.{{/BRAND_RATIO}}</p>
{{#BRAND_COLOR_ERROR}}
<p class="field-error" id="brand_color-error">{{MESSAGE}}</p>
{{/BRAND_COLOR_ERROR}}
<input id="brand_color" name="brand_color" value="{{BRAND_COLOR}}" type="color"{{#BRAND_COLOR_ERROR}} aria-invalid="true"{{/BRAND_COLOR_ERROR}} aria-describedby="brand_color-hint{{#BRAND_COLOR_ERROR}} brand_color-error{{/BRAND_COLOR_ERROR}}">
</div>
<div class="field">
<label for="accent_color">Second colour</label>
<p class="hint" id="accent_color-hint">Of the line above the page, and of your first letter where there is no logo.{{#ACCENT_RATIO}} Contrast now: {{RATIO}}.{{/ACCENT_RATIO}}</p>
{{#ACCENT_COLOR_ERROR}}
<p class="field-error" id="accent_color-error">{{MESSAGE}}</p>
{{/ACCENT_COLOR_ERROR}}
<input id="accent_color" name="accent_color" value="{{ACCENT_COLOR}}" type="color"{{#ACCENT_COLOR_ERROR}} aria-invalid="true"{{/ACCENT_COLOR_ERROR}} aria-describedby="accent_color-hint{{#ACCENT_COLOR_ERROR}} accent_color-error{{/ACCENT_COLOR_ERROR}}">
</div>
</div>
<p class="muted">Text needs a contrast of at least 4.5:1 to its ground, or many people cannot read it (WCAG 2.1). Colours that do not reach it are not saved.</p>
<button class="primary" type="submit">Save</button>
</form>
</section>
<section aria-labelledby="logo-title">
<h2 id="logo-title">Logo</h2>
<div class="card stack">
{{#HAS_LOGO}}<p class="logo-sample"><img src="/logo/{{LOGO}}" alt="Your logo now"></p>{{/HAS_LOGO}}
<form class="stack" method="post" action="{{BASE}}/admin/branding" enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="logo">
<div class="field">
<label for="logo">{{#HAS_LOGO}}Another picture{{/HAS_LOGO}}{{#NO_LOGO}}Picture{{/NO_LOGO}}</label>
<p class="hint" id="logo-hint">PNG or JPEG, at most 512 kB and 2000 x 2000 points. A wide one without a margin looks best.</p>
{{#LOGO_ERROR}}
<p class="field-error" id="logo-error">{{MESSAGE}}</p>
{{/LOGO_ERROR}}
<input id="logo" name="logo" type="file" accept="image/png,image/jpeg" required{{#LOGO_ERROR}} aria-invalid="true"{{/LOGO_ERROR}} aria-describedby="logo-hint{{#LOGO_ERROR}} logo-error{{/LOGO_ERROR}}">
</div>
<button type="submit">Use this logo</button>
</form>
{{#HAS_LOGO}}
<form method="post" action="{{BASE}}/admin/branding">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="remove_logo">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-remove">
<button class="danger" type="submit">Remove the logo</button>
</form>
{{/HAS_LOGO}}
</div>
</section>
<section aria-labelledby="more-title">
<h2 id="more-title">Also part of how you appear</h2>
<dl class="card facts">
<dt>Sender of mails</dt><dd>{{SENDER}} <a href="{{BASE}}/admin/scheduling#sender_name">Change<span class="sr"> the sender</span></a></dd>
<dt>Answers go to</dt><dd>{{REPLY_TO}} <a href="{{BASE}}/admin/scheduling#reply_to">Change<span class="sr"> where answers go</span></a></dd>
<dt>Phone</dt><dd>{{PHONE}} <a href="{{BASE}}/admin/scheduling#contact_phone">Change<span class="sr"> the phone number</span></a></dd>
<dt>Time zone</dt><dd>{{ZONE}} <a href="{{BASE}}/admin/scheduling#default_time_zone">Change<span class="sr"> the time zone</span></a></dd>
<dt>Language</dt><dd>English. The portal has no other language yet.</dd>
</dl>
</section>
</div>
