{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<p class="back"><a href="{{BASE}}/admin/scheduling/event-types">All event types</a></p>
<h1>{{FORM_TITLE}}</h1>
{{>PROBLEM}}
{{>DIFFERENCES}}
<form class="stack wide-gaps" method="post" action="{{BASE}}/admin/scheduling/event-types">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
{{#KNOWN_PURPOSE}}<input type="hidden" name="purpose" value="{{PURPOSE}}">{{/KNOWN_PURPOSE}}
<section class="card stack" aria-labelledby="what-title">
<h2 id="what-title">What people book</h2>
{{#NEW_PURPOSE}}
<div class="field">
<label for="purpose">Short name</label>
<p class="hint" id="purpose-hint">In small letters, such as first_visit. It stands in addresses and cannot be changed later.</p>
{{#PURPOSE_ERROR}}
<p class="field-error" id="purpose-error">{{MESSAGE}}</p>
{{/PURPOSE_ERROR}}
<input id="purpose" name="purpose" value="{{PURPOSE}}" type="text" maxlength="40" pattern="[a-z][a-z0-9_]*" autocomplete="off" spellcheck="false" required{{#PURPOSE_ERROR}} aria-invalid="true"{{/PURPOSE_ERROR}} aria-describedby="purpose-hint{{#PURPOSE_ERROR}} purpose-error{{/PURPOSE_ERROR}}">
</div>
{{/NEW_PURPOSE}}
<div class="field">
<label for="title">Title</label>
<p class="hint" id="title-hint">What people read.</p>
{{#TITLE_ERROR}}
<p class="field-error" id="title-error">{{MESSAGE}}</p>
{{/TITLE_ERROR}}
<input id="title" name="title" value="{{TITLE}}" type="text" maxlength="100" autocomplete="off" required{{#TITLE_ERROR}} aria-invalid="true"{{/TITLE_ERROR}} aria-describedby="title-hint{{#TITLE_ERROR}} title-error{{/TITLE_ERROR}}">
</div>
<div class="field">
<label for="description">Description <span class="optional">optional</span></label>
{{#DESCRIPTION_ERROR}}
<p class="field-error" id="description-error">{{MESSAGE}}</p>
{{/DESCRIPTION_ERROR}}
<textarea id="description" name="description" rows="3" maxlength="1000"{{#DESCRIPTION_ERROR}} aria-invalid="true"{{/DESCRIPTION_ERROR}}{{#DESCRIPTION_ERROR}} aria-describedby="description-error"{{/DESCRIPTION_ERROR}}>
{{DESCRIPTION:pre_escape}}</textarea>
</div>
<div class="field">
<label for="cal_event_type_id">Event type at Cal.com</label>
{{#PICKER}}
<p class="hint" id="cal_event_type_id-hint">Those of your organisation. People never see Cal.com.</p>
{{/PICKER}}
{{#NUMBER}}
<p class="hint" id="cal_event_type_id-hint">{{OFFER_TEXT}} Its number stands in the address of the event type’s settings at Cal.com.</p>
{{/NUMBER}}
{{#CAL_EVENT_TYPE_ID_ERROR}}
<p class="field-error" id="cal_event_type_id-error">{{MESSAGE}}</p>
{{/CAL_EVENT_TYPE_ID_ERROR}}
{{#PICKER}}
<select id="cal_event_type_id" name="cal_event_type_id" required{{#CAL_EVENT_TYPE_ID_ERROR}} aria-invalid="true"{{/CAL_EVENT_TYPE_ID_ERROR}} aria-describedby="cal_event_type_id-hint{{#CAL_EVENT_TYPE_ID_ERROR}} cal_event_type_id-error{{/CAL_EVENT_TYPE_ID_ERROR}}">
<option value="">Choose one</option>
{{#OPTION}}<option value="{{OPTION_ID}}"{{#OPTION_CHOSEN}} selected{{/OPTION_CHOSEN}}{{#OPTION_TAKEN}} disabled{{/OPTION_TAKEN}}>{{OPTION_TEXT}}</option>
{{/OPTION}}
</select>
{{/PICKER}}
{{#NUMBER}}
<input id="cal_event_type_id" name="cal_event_type_id" value="{{CAL_EVENT_TYPE_ID}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="18" autocomplete="off" required{{#CAL_EVENT_TYPE_ID_ERROR}} aria-invalid="true"{{/CAL_EVENT_TYPE_ID_ERROR}} aria-describedby="cal_event_type_id-hint{{#CAL_EVENT_TYPE_ID_ERROR}} cal_event_type_id-error{{/CAL_EVENT_TYPE_ID_ERROR}}">
{{/NUMBER}}
</div>
</section>
<section class="card stack" aria-labelledby="who-title">
<h2 id="who-title">Who may book it</h2>
<fieldset id="allow_kinds">
<legend class="sr">Who may book it</legend>
{{#KINDS_ERROR}}<p class="field-error">{{MESSAGE}}</p>{{/KINDS_ERROR}}
<label class="choice"><input type="checkbox" name="allow_prospect" value="on"{{#ALLOW_PROSPECT}} checked{{/ALLOW_PROSPECT}}><span>Prospects <span class="hint">Everybody who signs up by themselves.</span></span></label>
<label class="choice"><input type="checkbox" name="allow_customer" value="on"{{#ALLOW_CUSTOMER}} checked{{/ALLOW_CUSTOMER}}><span>Customers</span></label>
<label class="choice"><input type="checkbox" name="allow_staff" value="on"{{#ALLOW_STAFF}} checked{{/ALLOW_STAFF}}><span>Staff</span></label>
</fieldset>
<label class="choice"><input id="is_enabled" type="checkbox" name="is_enabled" value="on"{{#IS_ENABLED}} checked{{/IS_ENABLED}}><span>Open for booking <span class="hint">{{#REAL_ADDRESS}}Cal.com is given people’s own addresses. An event type that sends mails of its own can be opened only after you switch them off at Cal.com, or after you change to aliases under <a href="{{BASE}}/admin/scheduling#attendee_address">Settings</a>.{{/REAL_ADDRESS}}{{#ALIAS_ADDRESS}}Cal.com is given an alias per booking, so its own mails reach nobody.{{/ALIAS_ADDRESS}}</span></span></label>
<div class="field">
<label for="position">Place in the list</label>
<p class="hint" id="position-hint">Small numbers come first.</p>
{{#POSITION_ERROR}}
<p class="field-error" id="position-error">{{MESSAGE}}</p>
{{/POSITION_ERROR}}
<input id="position" name="position" value="{{POSITION}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="4" autocomplete="off" required{{#POSITION_ERROR}} aria-invalid="true"{{/POSITION_ERROR}} aria-describedby="position-hint{{#POSITION_ERROR}} position-error{{/POSITION_ERROR}}">
</div>
</section>
<section class="card stack" aria-labelledby="own-rules-title">
<h2 id="own-rules-title">Rules of its own</h2>
<p class="muted">What stays empty is as for everything else, under <a href="{{BASE}}/admin/scheduling#cancel_notice_minutes">Settings</a>.</p>
<div class="columns">
<div class="field">
<label for="cancel_notice_minutes">Cancel at the latest <span class="optional">optional</span></label>
<p class="hint" id="cancel_notice_minutes-hint">Minutes before the start. 0: any time.</p>
{{#CANCEL_NOTICE_ERROR}}
<p class="field-error" id="cancel_notice_minutes-error">{{MESSAGE}}</p>
{{/CANCEL_NOTICE_ERROR}}
<input id="cancel_notice_minutes" name="cancel_notice_minutes" value="{{CANCEL_NOTICE}}" type="text" inputmode="numeric" pattern="[0-9]*" maxlength="6" autocomplete="off"{{#CANCEL_NOTICE_ERROR}} aria-invalid="true"{{/CANCEL_NOTICE_ERROR}} aria-describedby="cancel_notice_minutes-hint{{#CANCEL_NOTICE_ERROR}} cancel_notice_minutes-error{{/CANCEL_NOTICE_ERROR}}">
</div>
<div class="field">
<label for="reschedule_notice_minutes">Move at the latest <span class="optional">optional</span></label>
<p class="hint" id="reschedule_notice_minutes-hint">Minutes before the start. 0: any time.</p>
{{#RESCHEDULE_NOTICE_ERROR}}
<p class="field-error" id="reschedule_notice_minutes-error">{{MESSAGE}}</p>
{{/RESCHEDULE_NOTICE_ERROR}}
<input id="reschedule_notice_minutes" name="reschedule_notice_minutes" value="{{RESCHEDULE_NOTICE}}" type="text" inputmode="numeric" pattern="[0-9]*" maxlength="6" autocomplete="off"{{#RESCHEDULE_NOTICE_ERROR}} aria-invalid="true"{{/RESCHEDULE_NOTICE_ERROR}} aria-describedby="reschedule_notice_minutes-hint{{#RESCHEDULE_NOTICE_ERROR}} reschedule_notice_minutes-error{{/RESCHEDULE_NOTICE_ERROR}}">
</div>
<div class="field">
<label for="max_moves">Moves per booking <span class="optional">optional</span></label>
<p class="hint" id="max_moves-hint">0: no limit.</p>
{{#MAX_MOVES_ERROR}}
<p class="field-error" id="max_moves-error">{{MESSAGE}}</p>
{{/MAX_MOVES_ERROR}}
<input id="max_moves" name="max_moves" value="{{MAX_MOVES}}" type="text" inputmode="numeric" pattern="[0-9]*" maxlength="4" autocomplete="off"{{#MAX_MOVES_ERROR}} aria-invalid="true"{{/MAX_MOVES_ERROR}} aria-describedby="max_moves-hint{{#MAX_MOVES_ERROR}} max_moves-error{{/MAX_MOVES_ERROR}}">
</div>
<div class="field">
<label for="max_open_bookings">Open bookings per person <span class="optional">optional</span></label>
<p class="hint" id="max_open_bookings-hint">Of this purpose alone. 0: no limit.</p>
{{#MAX_OPEN_BOOKINGS_ERROR}}
<p class="field-error" id="max_open_bookings-error">{{MESSAGE}}</p>
{{/MAX_OPEN_BOOKINGS_ERROR}}
<input id="max_open_bookings" name="max_open_bookings" value="{{MAX_OPEN_BOOKINGS}}" type="text" inputmode="numeric" pattern="[0-9]*" maxlength="4" autocomplete="off"{{#MAX_OPEN_BOOKINGS_ERROR}} aria-invalid="true"{{/MAX_OPEN_BOOKINGS_ERROR}} aria-describedby="max_open_bookings-hint{{#MAX_OPEN_BOOKINGS_ERROR}} max_open_bookings-error{{/MAX_OPEN_BOOKINGS_ERROR}}">
</div>
<div class="field">
<label for="reason_rule">Ask why</label>
<p class="hint" id="reason_rule-hint">When somebody cancels or moves.</p>
{{#REASON_RULE_ERROR}}
<p class="field-error" id="reason_rule-error">{{MESSAGE}}</p>
{{/REASON_RULE_ERROR}}
<select id="reason_rule" name="reason_rule"{{#REASON_RULE_ERROR}} aria-invalid="true"{{/REASON_RULE_ERROR}} aria-describedby="reason_rule-hint{{#REASON_RULE_ERROR}} reason_rule-error{{/REASON_RULE_ERROR}}">
<option value="">As for everything else</option>
<option value="optional"{{#REASON_OPTIONAL}} selected{{/REASON_OPTIONAL}}>Ask; it may stay empty</option>
<option value="required"{{#REASON_REQUIRED}} selected{{/REASON_REQUIRED}}>Ask; it must be filled in</option>
<option value="off"{{#REASON_OFF}} selected{{/REASON_OFF}}>Do not ask</option>
</select>
</div>
</div>
</section>
<div class="actions"><button class="primary" type="submit">Save</button><a class="button" href="{{BASE}}/admin/scheduling/event-types">Back without saving</a></div>
</form>
</div>
