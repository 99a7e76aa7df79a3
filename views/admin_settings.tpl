{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<h1>Scheduling settings</h1>
{{>PROBLEM}}
{{>DIFFERENCES}}
{{>SETUP}}
<form class="stack wide-gaps" method="post" action="{{BASE}}/admin/scheduling">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="version" value="{{VERSION}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}">
<section class="card stack" aria-labelledby="general-title">
<h2 id="general-title">General</h2>
<label class="choice"><input id="is_enabled" type="checkbox" name="is_enabled" value="on"{{#IS_ENABLED}} checked{{/IS_ENABLED}}><span>People can book <span class="hint">When this is off, nobody can book or hold a time. Existing bookings stay, and can be moved and cancelled.</span></span></label>
<div class="field">
<label for="organization_slug">Cal.com organisation</label>
<p class="hint" id="organization_slug-hint">Its short name, as in the address of your pages: acme for acme.cal.com. It is checked at Cal.com when you save. Only staff see it.</p>
{{#ORGANIZATION_SLUG_ERROR}}
<p class="field-error" id="organization_slug-error">{{MESSAGE}}</p>
{{/ORGANIZATION_SLUG_ERROR}}
<input id="organization_slug" name="organization_slug" value="{{ORGANIZATION_SLUG}}" type="text" maxlength="100" autocomplete="off" spellcheck="false"{{#ORGANIZATION_SLUG_ERROR}} aria-invalid="true"{{/ORGANIZATION_SLUG_ERROR}} aria-describedby="organization_slug-hint{{#ORGANIZATION_SLUG_ERROR}} organization_slug-error{{/ORGANIZATION_SLUG_ERROR}}">
</div>
<div class="field">
<label for="default_time_zone">Time zone of your business</label>
<p class="hint" id="default_time_zone-hint">For people who have not chosen one.</p>
{{#DEFAULT_TIME_ZONE_ERROR}}
<p class="field-error" id="default_time_zone-error">{{MESSAGE}}</p>
{{/DEFAULT_TIME_ZONE_ERROR}}
<select id="default_time_zone" name="default_time_zone"{{#DEFAULT_TIME_ZONE_ERROR}} aria-invalid="true"{{/DEFAULT_TIME_ZONE_ERROR}} aria-describedby="default_time_zone-hint{{#DEFAULT_TIME_ZONE_ERROR}} default_time_zone-error{{/DEFAULT_TIME_ZONE_ERROR}}">
{{>ZONES}}
</select>
</div>
</section>
<section class="card stack" aria-labelledby="address-title">
<h2 id="address-title">Address that Cal.com is given</h2>
<fieldset>
<legend class="sr">Address that Cal.com is given for an attendee</legend>
<label class="choice"><input id="attendee_address" type="radio" name="attendee_address" value="real"{{#IS_REAL}} checked{{/IS_REAL}}><span>The person’s own address <span class="hint">Hosts see it in Cal.com and in their calendar. Works only with event types whose Cal.com mails are switched off; otherwise people would be told everything twice.</span></span></label>
<label class="choice"><input type="radio" name="attendee_address" value="alias"{{#IS_ALIAS}} checked{{/IS_ALIAS}}><span>An alias per booking <span class="hint">No mail of Cal.com can reach the person. Hosts see the person’s name and an address such as booking-4f1c…@{{ALIAS_SAMPLE}} instead of the real one. The real address stands in this portal only.</span></span></label>
</fieldset>
<div class="field">
<label for="alias_domain">Domain of the aliases</label>
<p class="hint" id="alias_domain-hint">A domain of yours that receives no mail, such as bookings.example.com. Needed for aliases only.</p>
{{#ALIAS_DOMAIN_ERROR}}
<p class="field-error" id="alias_domain-error">{{MESSAGE}}</p>
{{/ALIAS_DOMAIN_ERROR}}
<input id="alias_domain" name="alias_domain" value="{{ALIAS_DOMAIN}}" type="text" maxlength="253" autocomplete="off" spellcheck="false" inputmode="url"{{#ALIAS_DOMAIN_ERROR}} aria-invalid="true"{{/ALIAS_DOMAIN_ERROR}} aria-describedby="alias_domain-hint{{#ALIAS_DOMAIN_ERROR}} alias_domain-error{{/ALIAS_DOMAIN_ERROR}}">
</div>
</section>
<section class="card stack" aria-labelledby="rules-title">
<h2 id="rules-title">Rules</h2>
<div class="columns">
<div class="field">
<label for="cancel_notice_minutes">Cancel at the latest</label>
<p class="hint" id="cancel_notice_minutes-hint">Minutes before the start. 0: any time.</p>
{{#CANCEL_NOTICE_ERROR}}
<p class="field-error" id="cancel_notice_minutes-error">{{MESSAGE}}</p>
{{/CANCEL_NOTICE_ERROR}}
<input id="cancel_notice_minutes" name="cancel_notice_minutes" value="{{CANCEL_NOTICE}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="5" autocomplete="off" required{{#CANCEL_NOTICE_ERROR}} aria-invalid="true"{{/CANCEL_NOTICE_ERROR}} aria-describedby="cancel_notice_minutes-hint{{#CANCEL_NOTICE_ERROR}} cancel_notice_minutes-error{{/CANCEL_NOTICE_ERROR}}">
</div>
<div class="field">
<label for="reschedule_notice_minutes">Move at the latest</label>
<p class="hint" id="reschedule_notice_minutes-hint">Minutes before the start. 0: any time.</p>
{{#RESCHEDULE_NOTICE_ERROR}}
<p class="field-error" id="reschedule_notice_minutes-error">{{MESSAGE}}</p>
{{/RESCHEDULE_NOTICE_ERROR}}
<input id="reschedule_notice_minutes" name="reschedule_notice_minutes" value="{{RESCHEDULE_NOTICE}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="5" autocomplete="off" required{{#RESCHEDULE_NOTICE_ERROR}} aria-invalid="true"{{/RESCHEDULE_NOTICE_ERROR}} aria-describedby="reschedule_notice_minutes-hint{{#RESCHEDULE_NOTICE_ERROR}} reschedule_notice_minutes-error{{/RESCHEDULE_NOTICE_ERROR}}">
</div>
<div class="field">
<label for="max_moves">Moves per booking</label>
<p class="hint" id="max_moves-hint">0: no limit.</p>
{{#MAX_MOVES_ERROR}}
<p class="field-error" id="max_moves-error">{{MESSAGE}}</p>
{{/MAX_MOVES_ERROR}}
<input id="max_moves" name="max_moves" value="{{MAX_MOVES}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="3" autocomplete="off" required{{#MAX_MOVES_ERROR}} aria-invalid="true"{{/MAX_MOVES_ERROR}} aria-describedby="max_moves-hint{{#MAX_MOVES_ERROR}} max_moves-error{{/MAX_MOVES_ERROR}}">
</div>
<div class="field">
<label for="max_open_bookings">Open bookings per person</label>
<p class="hint" id="max_open_bookings-hint">0: no limit.</p>
{{#MAX_OPEN_BOOKINGS_ERROR}}
<p class="field-error" id="max_open_bookings-error">{{MESSAGE}}</p>
{{/MAX_OPEN_BOOKINGS_ERROR}}
<input id="max_open_bookings" name="max_open_bookings" value="{{MAX_OPEN_BOOKINGS}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="4" autocomplete="off" required{{#MAX_OPEN_BOOKINGS_ERROR}} aria-invalid="true"{{/MAX_OPEN_BOOKINGS_ERROR}} aria-describedby="max_open_bookings-hint{{#MAX_OPEN_BOOKINGS_ERROR}} max_open_bookings-error{{/MAX_OPEN_BOOKINGS_ERROR}}">
</div>
<div class="field">
<label for="hold_minutes">A chosen time is held for</label>
<p class="hint" id="hold_minutes-hint">Minutes, while a person confirms.</p>
{{#HOLD_MINUTES_ERROR}}
<p class="field-error" id="hold_minutes-error">{{MESSAGE}}</p>
{{/HOLD_MINUTES_ERROR}}
<input id="hold_minutes" name="hold_minutes" value="{{HOLD_MINUTES}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="2" autocomplete="off" required{{#HOLD_MINUTES_ERROR}} aria-invalid="true"{{/HOLD_MINUTES_ERROR}} aria-describedby="hold_minutes-hint{{#HOLD_MINUTES_ERROR}} hold_minutes-error{{/HOLD_MINUTES_ERROR}}">
</div>
<div class="field">
<label for="reason_rule">Ask why</label>
<p class="hint" id="reason_rule-hint">When somebody cancels or moves.</p>
{{#REASON_RULE_ERROR}}
<p class="field-error" id="reason_rule-error">{{MESSAGE}}</p>
{{/REASON_RULE_ERROR}}
<select id="reason_rule" name="reason_rule"{{#REASON_RULE_ERROR}} aria-invalid="true"{{/REASON_RULE_ERROR}} aria-describedby="reason_rule-hint{{#REASON_RULE_ERROR}} reason_rule-error{{/REASON_RULE_ERROR}}">
<option value="optional">Ask; it may stay empty</option>
<option value="required"{{#REASON_REQUIRED}} selected{{/REASON_REQUIRED}}>Ask; it must be filled in</option>
<option value="off"{{#REASON_OFF}} selected{{/REASON_OFF}}>Do not ask</option>
</select>
</div>
</div>
<p class="muted">These hold for members, and for every purpose that has no rules of its own (see <a href="{{BASE}}/admin/scheduling/event-types">Event types</a>). Staff may go beyond them; they then have to say why, and it is recorded.</p>
</section>
<section class="card stack" aria-labelledby="contact-title">
<h2 id="contact-title">Whom people can ask</h2>
<div class="field">
<label for="contact_email">E-mail address <span class="optional">optional</span></label>
{{#CONTACT_EMAIL_ERROR}}
<p class="field-error" id="contact_email-error">{{MESSAGE}}</p>
{{/CONTACT_EMAIL_ERROR}}
<input id="contact_email" name="contact_email" value="{{CONTACT_EMAIL}}" type="email" maxlength="254" autocomplete="off"{{#CONTACT_EMAIL_ERROR}} aria-invalid="true"{{/CONTACT_EMAIL_ERROR}}{{#CONTACT_EMAIL_ERROR}} aria-describedby="contact_email-error"{{/CONTACT_EMAIL_ERROR}}>
</div>
<div class="field">
<label for="contact_phone">Phone <span class="optional">optional</span></label>
{{#CONTACT_PHONE_ERROR}}
<p class="field-error" id="contact_phone-error">{{MESSAGE}}</p>
{{/CONTACT_PHONE_ERROR}}
<input id="contact_phone" name="contact_phone" value="{{CONTACT_PHONE}}" type="tel" maxlength="40" autocomplete="off"{{#CONTACT_PHONE_ERROR}} aria-invalid="true"{{/CONTACT_PHONE_ERROR}}{{#CONTACT_PHONE_ERROR}} aria-describedby="contact_phone-error"{{/CONTACT_PHONE_ERROR}}>
</div>
</section>
<section class="card stack" aria-labelledby="messages-title">
<h2 id="messages-title">Messages</h2>
<div class="field">
<label for="reminder_minutes">Reminders</label>
<p class="hint" id="reminder_minutes-hint">Minutes before the start, with commas between: 1440, 60 is a day and an hour. At most five, each from 5 minutes to 14 days (20160). Empty: none. Counts for bookings that are made or moved from now on.</p>
{{#REMINDERS_ERROR}}
<p class="field-error" id="reminder_minutes-error">{{MESSAGE}}</p>
{{/REMINDERS_ERROR}}
<input id="reminder_minutes" name="reminder_minutes" value="{{REMINDERS}}" type="text" inputmode="text" maxlength="60" autocomplete="off"{{#REMINDERS_ERROR}} aria-invalid="true"{{/REMINDERS_ERROR}} aria-describedby="reminder_minutes-hint{{#REMINDERS_ERROR}} reminder_minutes-error{{/REMINDERS_ERROR}}">
</div>
<div class="field">
<label for="staff_email">Address of your staff <span class="optional">optional</span></label>
<p class="hint" id="staff_email-hint">Gets a mail about every booking, move and cancellation.</p>
{{#STAFF_EMAIL_ERROR}}
<p class="field-error" id="staff_email-error">{{MESSAGE}}</p>
{{/STAFF_EMAIL_ERROR}}
<input id="staff_email" name="staff_email" value="{{STAFF_EMAIL}}" type="email" maxlength="254" autocomplete="off"{{#STAFF_EMAIL_ERROR}} aria-invalid="true"{{/STAFF_EMAIL_ERROR}} aria-describedby="staff_email-hint{{#STAFF_EMAIL_ERROR}} staff_email-error{{/STAFF_EMAIL_ERROR}}">
</div>
<label class="choice"><input type="checkbox" name="sms_enabled" value="on"{{#SMS_ENABLED}} checked{{/SMS_ENABLED}}><span>Text messages <span class="hint">To people who have confirmed their number and agreed to it. Needs a text message service, which the operator of your portal sets up.</span></span></label>
<label class="choice"><input type="checkbox" name="quiet_hours" value="on"{{#QUIET_HOURS}} checked{{/QUIET_HOURS}}><span>Quiet hours <span class="hint">No text message arrives in them, by the clock of whoever gets it. It comes afterwards; a reminder that would come too late is left out.</span></span></label>
<div class="columns">
<div class="field">
<label for="quiet_from">Quiet from</label>
<p class="hint" id="quiet_from-hint">A time like 21:00.</p>
{{#QUIET_FROM_ERROR}}
<p class="field-error" id="quiet_from-error">{{MESSAGE}}</p>
{{/QUIET_FROM_ERROR}}
<input id="quiet_from" name="quiet_from" value="{{QUIET_FROM}}" type="time" autocomplete="off"{{#QUIET_FROM_ERROR}} aria-invalid="true"{{/QUIET_FROM_ERROR}} aria-describedby="quiet_from-hint{{#QUIET_FROM_ERROR}} quiet_from-error{{/QUIET_FROM_ERROR}}">
</div>
<div class="field">
<label for="quiet_to">Quiet until</label>
<p class="hint" id="quiet_to-hint">A time like 08:00.</p>
{{#QUIET_TO_ERROR}}
<p class="field-error" id="quiet_to-error">{{MESSAGE}}</p>
{{/QUIET_TO_ERROR}}
<input id="quiet_to" name="quiet_to" value="{{QUIET_TO}}" type="time" autocomplete="off"{{#QUIET_TO_ERROR}} aria-invalid="true"{{/QUIET_TO_ERROR}} aria-describedby="quiet_to-hint{{#QUIET_TO_ERROR}} quiet_to-error{{/QUIET_TO_ERROR}}">
</div>
</div>
</section>
<section class="card stack" aria-labelledby="sender-title">
<h2 id="sender-title">Sender of your mails</h2>
<div class="field">
<label for="sender_name">Name <span class="optional">optional</span></label>
<p class="hint" id="sender_name-hint">Empty: the name of your business.</p>
{{#SENDER_NAME_ERROR}}
<p class="field-error" id="sender_name-error">{{MESSAGE}}</p>
{{/SENDER_NAME_ERROR}}
<input id="sender_name" name="sender_name" value="{{SENDER_NAME}}" type="text" maxlength="100" autocomplete="off"{{#SENDER_NAME_ERROR}} aria-invalid="true"{{/SENDER_NAME_ERROR}} aria-describedby="sender_name-hint{{#SENDER_NAME_ERROR}} sender_name-error{{/SENDER_NAME_ERROR}}">
</div>
<div class="field">
<label for="sender_address">Address <span class="optional">optional</span></label>
<p class="hint" id="sender_address-hint">In a domain that is set up for your portal. Empty: an address of the portal.</p>
{{#SENDER_ADDRESS_ERROR}}
<p class="field-error" id="sender_address-error">{{MESSAGE}}</p>
{{/SENDER_ADDRESS_ERROR}}
<input id="sender_address" name="sender_address" value="{{SENDER_ADDRESS}}" type="email" maxlength="254" autocomplete="off"{{#SENDER_ADDRESS_ERROR}} aria-invalid="true"{{/SENDER_ADDRESS_ERROR}} aria-describedby="sender_address-hint{{#SENDER_ADDRESS_ERROR}} sender_address-error{{/SENDER_ADDRESS_ERROR}}">
</div>
<div class="field">
<label for="reply_to">Answers go to <span class="optional">optional</span></label>
<p class="hint" id="reply_to-hint">Empty: the address under “Whom people can ask”.</p>
{{#REPLY_TO_ERROR}}
<p class="field-error" id="reply_to-error">{{MESSAGE}}</p>
{{/REPLY_TO_ERROR}}
<input id="reply_to" name="reply_to" value="{{REPLY_TO}}" type="email" maxlength="254" autocomplete="off"{{#REPLY_TO_ERROR}} aria-invalid="true"{{/REPLY_TO_ERROR}} aria-describedby="reply_to-hint{{#REPLY_TO_ERROR}} reply_to-error{{/REPLY_TO_ERROR}}">
</div>
</section>
<div class="actions"><button class="primary" type="submit">Save settings</button></div>
</form>
</div>
