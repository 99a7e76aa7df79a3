{{%AUTOESCAPE context="HTML"}}
{{#PART}}
<h3>{{PART_NAME}}</h3>
<ol class="diff">
{{#LINE}}
<li>{{#SAME}}{{LINE_TEXT}}{{/SAME}}{{#REMOVED}}<span class="sr">Gone: </span><del>{{LINE_TEXT}}</del>{{/REMOVED}}{{#ADDED}}<span class="sr">New: </span><ins>{{LINE_TEXT}}</ins>{{/ADDED}}</li>
{{/LINE}}
</ol>
{{/PART}}
{{#NO_PART}}<p class="muted">There is no difference.</p>{{/NO_PART}}
