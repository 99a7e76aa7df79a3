{{%AUTOESCAPE context="HTML"}}
<div class="narrow center">
<h1>{{TITLE}}</h1>
<p class="lead">{{SENTENCE}}</p>
{{#FIELDS}}<ul class="plain">{{#FIELD}}<li>{{MESSAGE}}</li>{{/FIELD}}</ul>{{/FIELDS}}
<p>{{#ADVISED}}{{ADVICE}}{{/ADVISED}}{{#WAIT}}You can try again in {{WAIT_TEXT}}.{{/WAIT}}</p>
<p class="actions centered">
{{#STEP}}<a class="button{{#FIRST}} primary{{/FIRST}}" href="{{STEP_PATH}}">{{STEP_LABEL}}</a>{{/STEP}}
</p>
{{#NUMBERED}}<p class="muted small">If you ask us about this, please quote <code>{{REQUEST_ID}}</code>.</p>{{/NUMBERED}}
</div>
