{{%AUTOESCAPE context="HTML"}}
<div class="notice bad" role="alert" tabindex="-1" data-focus>
<p class="notice-title">{{TITLE}}</p>
<p>{{SENTENCE}} {{ADVICE}}{{#WAIT}} You can try again in {{WAIT_TEXT}}.{{/WAIT}}</p>
{{#FIELDS}}
<ul>
{{#FIELD}}
<li>{{#LINKED}}<a href="#{{FIELD_ID}}">{{MESSAGE}}</a>{{/LINKED}}{{#UNLINKED}}{{MESSAGE}}{{/UNLINKED}}</li>
{{/FIELD}}
</ul>
{{/FIELDS}}
</div>
