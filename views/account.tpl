{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<h1>Your account</h1>
<p class="lead">{{EMAIL}}</p>
<section aria-labelledby="profile-title">
<h2 id="profile-title">About you</h2>
{{>PROFILE_PROBLEM}}
<form class="card stack" method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="profile">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-profile">
<div class="field">
<label for="name">Name</label>
{{#NAME_ERROR}}
<p class="field-error" id="name-error">{{MESSAGE}}</p>
{{/NAME_ERROR}}
<input id="name" name="name" value="{{NAME}}" type="text" autocomplete="name" maxlength="100" required{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}{{#NAME_ERROR}} aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label for="phone">Phone <span class="optional">optional</span></label>
<p class="hint" id="phone-hint">With the country code, such as +49 30 1234567.</p>
{{#PHONE_ERROR}}
<p class="field-error" id="phone-error">{{MESSAGE}}</p>
{{/PHONE_ERROR}}
<input id="phone" name="phone" value="{{PHONE}}" type="tel" autocomplete="tel" maxlength="30"{{#PHONE_ERROR}} aria-invalid="true"{{/PHONE_ERROR}} aria-describedby="phone-hint{{#PHONE_ERROR}} phone-error{{/PHONE_ERROR}}">
</div>
<div class="field">
<label for="timeZone">Time zone</label>
<p class="hint" id="timeZone-hint">Times on all pages and in messages to you are printed in it.</p>
{{#TIME_ZONE_ERROR}}
<p class="field-error" id="timeZone-error">{{MESSAGE}}</p>
{{/TIME_ZONE_ERROR}}
<select id="timeZone" name="timeZone"{{#TIME_ZONE_ERROR}} aria-invalid="true"{{/TIME_ZONE_ERROR}} aria-describedby="timeZone-hint{{#TIME_ZONE_ERROR}} timeZone-error{{/TIME_ZONE_ERROR}}">
{{>ZONES}}
</select>
</div>
<fieldset>
<legend>Clock</legend>
<label class="choice inline"><input type="radio" name="hourCycle" value="24"{{#IS_24}} checked{{/IS_24}}><span>14:30</span></label>
<label class="choice inline"><input type="radio" name="hourCycle" value="12"{{#IS_12}} checked{{/IS_12}}><span>2:30 pm</span></label>
</fieldset>
<button class="primary" type="submit">Save</button>
</form>
</section>
<section aria-labelledby="messages-title">
<h2 id="messages-title">Text messages</h2>
{{>PHONE_PROBLEM}}
{{#NO_NUMBER}}
<p class="card">Save your phone number above if you want to be told of your appointments by text message.</p>
{{/NO_NUMBER}}
{{#HAS_NUMBER}}
<div class="card stack">
<p>{{NUMBER}} {{#IS_VERIFIED}}<span class="badge good">Confirmed</span>{{/IS_VERIFIED}}{{#IS_UNVERIFIED}}<span class="badge">Not confirmed yet</span>{{/IS_UNVERIFIED}}</p>
{{#IS_UNVERIFIED}}
<form method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="phone_code">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-phone_code">
<button type="submit">{{#HAS_CODE}}Send another code{{/HAS_CODE}}{{#NO_CODE}}Send me a code{{/NO_CODE}}</button>
</form>
<form class="stack" method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="phone_verify">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-phone_verify">
<div class="field">
<label for="code">Code</label>
<p class="hint" id="code-hint">The six digits of our text message. They hold for ten minutes.</p>
{{#CODE_ERROR}}
<p class="field-error" id="code-error">{{MESSAGE}}</p>
{{/CODE_ERROR}}
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required{{#CODE_ERROR}} aria-invalid="true"{{/CODE_ERROR}} aria-describedby="code-hint{{#CODE_ERROR}} code-error{{/CODE_ERROR}}">
</div>
<button class="primary" type="submit">Confirm my number</button>
</form>
{{/IS_UNVERIFIED}}
<form class="stack" method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="sms_consent">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-sms_consent">
{{#CONSENT_ERROR}}
<p class="field-error" id="smsConsent-error">{{MESSAGE}}</p>
{{/CONSENT_ERROR}}
<label class="choice"><input id="smsConsent" type="checkbox" name="smsConsent"{{#HAS_CONSENT}} checked{{/HAS_CONSENT}}{{#CONSENT_ERROR}} aria-invalid="true"{{/CONSENT_ERROR}}{{#CONSENT_ERROR}} aria-describedby="smsConsent-error"{{/CONSENT_ERROR}}><span>{{CONSENT_TEXT}}</span></label>
{{#HAS_CONSENT}}
<p class="muted">You agreed on {{CONSENT_AT}}.</p>
{{/HAS_CONSENT}}
<button type="submit">Save my choice</button>
</form>
</div>
{{/HAS_NUMBER}}
</section>
<section aria-labelledby="password-title">
<h2 id="password-title">Password</h2>
{{>PASSWORD_PROBLEM}}
<form class="card stack" method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="password">
<div class="field">
<label for="current_password">Current password</label>
{{#CURRENT_PASSWORD_ERROR}}
<p class="field-error" id="current_password-error">{{MESSAGE}}</p>
{{/CURRENT_PASSWORD_ERROR}}
<input id="current_password" name="current_password" type="password" autocomplete="current-password" maxlength="1024" required{{#CURRENT_PASSWORD_ERROR}} aria-invalid="true"{{/CURRENT_PASSWORD_ERROR}}{{#CURRENT_PASSWORD_ERROR}} aria-describedby="current_password-error"{{/CURRENT_PASSWORD_ERROR}}>
</div>
<div class="field">
<label for="password">New password</label>
<p class="hint" id="password-hint">At least 15 characters. A few unrelated words make a good one.</p>
{{#PASSWORD_ERROR}}
<p class="field-error" id="password-error">{{MESSAGE}}</p>
{{/PASSWORD_ERROR}}
<input id="password" name="password" type="password" autocomplete="new-password" minlength="15" maxlength="256" required{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}} aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}">
</div>
<button class="primary" type="submit">Change the password</button>
<p class="muted">All your other devices are signed out.</p>
</form>
</section>
<section aria-labelledby="devices-title">
<h2 id="devices-title">Signed-in devices</h2>
<ul class="card devices">
{{#DEVICE}}
<li>
<div><p class="device-name">{{AGENT}}{{#IS_CURRENT}} <span class="badge good">This device</span>{{/IS_CURRENT}}</p>
<p class="muted">{{ADDRESS}} · last seen {{LAST_SEEN}}</p></div>
{{#IS_OTHER}}
<form method="post" action="{{BASE}}/account">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="action" value="end_session">
<input type="hidden" name="session" value="{{SESSION}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}-{{SESSION}}">
<button type="submit" aria-label="Sign out {{AGENT}}, last seen {{LAST_SEEN}}">Sign out</button>
</form>
{{/IS_OTHER}}
</li>
{{/DEVICE}}
</ul>
</section>
</div>
