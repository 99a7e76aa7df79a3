{{%AUTOESCAPE context="HTML"}}
<p class="back"><a href="{{BASE}}/admin/scheduling/notifications">All message texts</a></p>
<h1>{{EVENT_NAME}} <span class="count">· {{CHANNEL_NAME}}</span></h1>
<p class="lead">{{STATE_SENTENCE}}</p>
{{>PROBLEM}}
{{#CONFLICT}}
<div class="notice bad" role="alert" tabindex="-1" data-focus>
<p class="notice-title">Somebody changed this text meanwhile</p>
<p>Nothing is lost. The form below holds what you wrote. If you save it now, it replaces what is saved; the other text stays among the earlier versions.</p>
</div>
<section class="card" aria-labelledby="conflict-title">
<h2 id="conflict-title">From what is saved now to what you wrote</h2>
{{>CONFLICT_DIFF}}
</section>
{{/CONFLICT}}
{{#OLDER}}
<section class="card" aria-labelledby="older-title">
<h2 id="older-title">Version {{OLDER_NUMBER}} is in the form</h2>
<p class="muted">Save it to use it again. From the present text to that version:</p>
{{>OLDER_DIFF}}
</section>
{{/OLDER}}
<form class="text-editor" method="post" action="{{BASE}}/admin/scheduling/notifications">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="event_key" value="{{EVENT_KEY}}">
<input type="hidden" name="channel" value="{{CHANNEL_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
<input type="hidden" name="idempotency_key" value="{{FORM_KEY}}">
<section class="card stack" aria-labelledby="write-title">
<h2 id="write-title">Your text</h2>
{{#SUBJECT_FIELD}}
<div class="field">
<label for="subject_template">{{SUBJECT_LABEL}}</label>
{{#SUBJECT_ERROR}}
<p class="field-error keep-lines" id="subject_template-error">{{MESSAGE}}</p>
{{/SUBJECT_ERROR}}
<input id="subject_template" name="subject_template" value="{{SUBJECT}}" type="text" maxlength="{{SUBJECT_LIMIT}}" autocomplete="off" required{{#SUBJECT_ERROR}} aria-invalid="true" aria-describedby="subject_template-error"{{/SUBJECT_ERROR}}>
</div>
{{/SUBJECT_FIELD}}
<div class="field">
<label for="body_text_template">Text</label>
<p class="hint" id="body_text_template-hint">{{TEXT_HINT}}</p>
{{#TEXT_ERROR}}
<p class="field-error keep-lines" id="body_text_template-error">{{MESSAGE}}</p>
{{/TEXT_ERROR}}
<textarea id="body_text_template" name="body_text_template" rows="{{TEXT_ROWS}}" maxlength="{{TEXT_LIMIT}}" required{{#TEXT_ERROR}} aria-invalid="true"{{/TEXT_ERROR}} aria-describedby="body_text_template-hint{{#TEXT_ERROR}} body_text_template-error{{/TEXT_ERROR}}">
{{TEXT:pre_escape}}</textarea>
</div>
<details class="palette">
<summary>Placeholders: what is filled in for each person</summary>
<div class="palette-list" tabindex="0" role="region" aria-label="Placeholders">
<dl>
{{#PLACEHOLDER}}
<div><dt><code>{{PLACEHOLDER_NAME}}</code>{{#NEEDED}} <span class="badge wait">needed</span>{{/NEEDED}}</dt><dd>{{MEANING}}<br><span class="muted">{{SAMPLE}}</span></dd></div>
{{/PLACEHOLDER}}
</dl>
</div>
</details>
{{#HTML_FIELD}}
<details class="own-html"{{#HTML_OPEN}} open{{/HTML_OPEN}}>
<summary>A layout of your own (HTML)</summary>
<div class="field">
<label for="body_html_template">HTML <span class="optional">optional</span></label>
<p class="hint" id="body_html_template-hint">Leave this empty and the mail is laid out from your text, with the link as a button. If you fill it in, remember to change both.</p>
{{#HTML_ERROR}}
<p class="field-error keep-lines" id="body_html_template-error">{{MESSAGE}}</p>
{{/HTML_ERROR}}
<textarea class="code" id="body_html_template" name="body_html_template" rows="16" maxlength="{{HTML_LIMIT}}" spellcheck="false"{{#HTML_ERROR}} aria-invalid="true"{{/HTML_ERROR}} aria-describedby="body_html_template-hint{{#HTML_ERROR}} body_html_template-error{{/HTML_ERROR}}">
{{HTML:pre_escape}}</textarea>
</div>
</details>
{{/HTML_FIELD}}
<label class="choice"><input id="is_enabled" type="checkbox" name="is_enabled" value="on"{{#IS_ENABLED}} checked{{/IS_ENABLED}}><span>Use this text <span class="hint">When this is off, your text is kept, and people get the message in our built-in words.{{#SMS_HINT}} To send no text messages at all, switch them off under <a href="{{BASE}}/admin/scheduling">Settings</a>.{{/SMS_HINT}}</span></span></label>
<div class="actions"><button class="primary" type="submit" name="action" value="save">Save</button>{{#HAS_OWN}}<a class="button" href="{{BASE}}/admin/scheduling/notifications?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}&amp;restore=default">Use the built-in text again</a>{{/HAS_OWN}}</div>
</section>
<section class="card stack" aria-labelledby="preview-title">
<h2 id="preview-title">Preview</h2>
<div class="field">
<label for="sample">With</label>
<select id="sample" name="sample">
<option value="usual">an ordinary person</option>
<option value="long_name">very long names</option>
<option value="other_zone">a person in another time zone</option>
<option value="dst_day">a day on which the clocks change</option>
</select>
</div>
<div class="actions">
<button type="submit" name="action" value="preview" formaction="{{BASE}}/admin/scheduling/notifications/preview" formtarget="text-preview" formnovalidate>Preview what I wrote</button>
{{#CAN_TEST}}<button type="submit" name="action" value="test" formaction="{{BASE}}/admin/scheduling/notifications/preview" formtarget="text-preview" formnovalidate>Send me a test</button>{{/CAN_TEST}}
</div>
<iframe class="{{FRAME_CLASS}}" name="text-preview" title="Preview of the message" sandbox="allow-same-origin" src="{{BASE}}/admin/scheduling/notifications/preview?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}"></iframe>
</section>
</form>
{{#VERSIONS}}
<section class="medium flush" aria-labelledby="versions-title">
<h2 id="versions-title">Earlier versions</h2>
<p class="muted">The last ten are kept.</p>
<ul class="card devices">
{{#ONE}}
<li><div><p class="device-name">Version {{NUMBER}}{{#CURRENT}} <span class="badge good">saved now</span>{{/CURRENT}}</p><p class="muted"><time datetime="{{SAVED_AT}}">{{SAVED_WORDS}}</time>{{#BY}} · {{BY_NAME}}{{/BY}}{{#WAS_OFF}} · switched off{{/WAS_OFF}}</p></div>{{#PAST}}<a class="button" href="{{BASE}}/admin/scheduling/notifications?event={{EVENT_KEY:url_query_escape}}&amp;channel={{CHANNEL_KEY:url_query_escape}}&amp;from={{NUMBER:url_query_escape}}">Compare and use<span class="sr"> version {{NUMBER}}</span></a>{{/PAST}}</li>
{{/ONE}}
</ul>
</section>
{{/VERSIONS}}
