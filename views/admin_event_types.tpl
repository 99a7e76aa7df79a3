{{%AUTOESCAPE context="HTML"}}
<div class="title-row">
<h1>Event types</h1>
{{#EDITING}}<a class="button" href="{{BASE}}/admin/scheduling/event-types">Map another one</a>{{/EDITING}}
</div>
<p class="lead">A purpose is what people book here. Each stands for one event type at Cal.com.</p>
{{#SOME}}
<div class="card table-scroll" tabindex="0" role="region" aria-labelledby="types-caption">
<table>
<caption id="types-caption" class="sr">Purposes and their event types</caption>
<thead><tr><th scope="col">Purpose</th><th scope="col">Event type</th><th scope="col">Length</th><th scope="col">Open to</th><th scope="col">State</th></tr></thead>
<tbody>
{{#TYPE}}
<tr>
<th scope="row"><a href="{{BASE}}/admin/scheduling/event-types?purpose={{SLUG:url_query_escape}}">{{TYPE_TITLE}}</a><br><code>{{SLUG}}</code></th>
<td>{{TYPE_CAL_ID}}</td>
<td class="nowrap">{{LENGTH}}</td>
<td class="nowrap">{{KINDS}}</td>
<td><span class="badge {{STATE_CLASS}}">{{STATE}}</span>{{#FLAG}}<br><span class="muted">{{FLAG_TEXT}}</span>{{/FLAG}}</td>
</tr>
{{/TYPE}}
</tbody>
</table>
</div>
{{/SOME}}
{{#EMPTY}}<div class="card empty"><p class="empty-title">Nothing is mapped yet</p><p>Map the first event type below. Until then, nobody can book.</p></div>{{/EMPTY}}
<div class="medium flush">
<h2 id="form-title">{{FORM_TITLE}}</h2>
{{>PROBLEM}}
<form class="card stack" method="post" action="{{BASE}}/admin/scheduling/event-types" aria-labelledby="form-title">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="version" value="{{VERSION}}">
{{#NEW_PURPOSE}}
<div class="field">
<label for="purpose">Purpose</label>
<p class="hint" id="purpose-hint">A short name in small letters, such as intro_call. It stands in addresses and cannot be changed later.</p>
{{#PURPOSE_ERROR}}
<p class="field-error" id="purpose-error">{{MESSAGE}}</p>
{{/PURPOSE_ERROR}}
<input id="purpose" name="purpose" value="{{PURPOSE}}" type="text" maxlength="40" pattern="[a-z][a-z0-9_]*" autocomplete="off" spellcheck="false" required{{#PURPOSE_ERROR}} aria-invalid="true"{{/PURPOSE_ERROR}} aria-describedby="purpose-hint{{#PURPOSE_ERROR}} purpose-error{{/PURPOSE_ERROR}}">
</div>
{{/NEW_PURPOSE}}
{{#KNOWN_PURPOSE}}<input type="hidden" name="purpose" value="{{PURPOSE}}">{{/KNOWN_PURPOSE}}
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
<label for="cal_event_type_id">Cal.com event type</label>
<p class="hint" id="cal_event_type_id-hint">Its number. Cal.com shows it in the address of the event type’s settings. Members never see it.</p>
{{#CAL_EVENT_TYPE_ID_ERROR}}
<p class="field-error" id="cal_event_type_id-error">{{MESSAGE}}</p>
{{/CAL_EVENT_TYPE_ID_ERROR}}
<input id="cal_event_type_id" name="cal_event_type_id" value="{{CAL_EVENT_TYPE_ID}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="18" autocomplete="off" required{{#CAL_EVENT_TYPE_ID_ERROR}} aria-invalid="true"{{/CAL_EVENT_TYPE_ID_ERROR}} aria-describedby="cal_event_type_id-hint{{#CAL_EVENT_TYPE_ID_ERROR}} cal_event_type_id-error{{/CAL_EVENT_TYPE_ID_ERROR}}">
</div>
<fieldset id="allow_kinds">
<legend>Who may book it</legend>
{{#KINDS_ERROR}}<p class="field-error">{{MESSAGE}}</p>{{/KINDS_ERROR}}
<label class="choice"><input type="checkbox" name="allow_prospect" value="on"{{#ALLOW_PROSPECT}} checked{{/ALLOW_PROSPECT}}><span>Prospects</span></label>
<label class="choice"><input type="checkbox" name="allow_customer" value="on"{{#ALLOW_CUSTOMER}} checked{{/ALLOW_CUSTOMER}}><span>Customers</span></label>
<label class="choice"><input type="checkbox" name="allow_staff" value="on"{{#ALLOW_STAFF}} checked{{/ALLOW_STAFF}}><span>Staff</span></label>
</fieldset>
<div class="field">
<label for="position">Place in the list</label>
<p class="hint" id="position-hint">Small numbers come first.</p>
{{#POSITION_ERROR}}
<p class="field-error" id="position-error">{{MESSAGE}}</p>
{{/POSITION_ERROR}}
<input id="position" name="position" value="{{POSITION}}" type="text" inputmode="numeric" pattern="[0-9]+" maxlength="4" autocomplete="off" required{{#POSITION_ERROR}} aria-invalid="true"{{/POSITION_ERROR}} aria-describedby="position-hint{{#POSITION_ERROR}} position-error{{/POSITION_ERROR}}">
</div>
<label class="choice"><input id="is_enabled" type="checkbox" name="is_enabled" value="on"{{#IS_ENABLED}} checked{{/IS_ENABLED}}><span>Open for booking <span class="hint">{{#REAL_ADDRESS}}Cal.com is given people’s own addresses. An event type that sends mails of its own can be opened only after you switch them off at Cal.com, or after you change to aliases under <a href="{{BASE}}/admin/scheduling#attendee_address">Settings</a>.{{/REAL_ADDRESS}}{{#ALIAS_ADDRESS}}Cal.com is given an alias per booking, so its own mails reach nobody.{{/ALIAS_ADDRESS}}</span></span></label>
<div class="actions"><button class="primary" type="submit">Save</button></div>
</form>
</div>
