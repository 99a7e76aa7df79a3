{{%AUTOESCAPE context="HTML"}}
<div class="field">
<label for="reason">{{QUESTION}}{{#OPTIONAL}} <span class="optional">optional, we pass it on</span>{{/OPTIONAL}}{{#REQUIRED}} <span class="optional">we pass it on</span>{{/REQUIRED}}</label>
{{#HINT}}
<p class="hint" id="reason-hint">{{HINT_TEXT}}</p>
{{/HINT}}
{{#REASON_ERROR}}
<p class="field-error" id="reason-error">{{MESSAGE}}</p>
{{/REASON_ERROR}}
<textarea id="reason" name="reason" rows="3" maxlength="500"{{#REQUIRED}} required{{/REQUIRED}}{{#REASON_ERROR}} aria-invalid="true"{{/REASON_ERROR}}{{#DESCRIBED}} aria-describedby="{{#HINT}}reason-hint{{/HINT}}{{#REASON_ERROR}} reason-error{{/REASON_ERROR}}"{{/DESCRIBED}}>
{{REASON:pre_escape}}</textarea>
</div>
