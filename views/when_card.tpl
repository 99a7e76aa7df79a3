{{%AUTOESCAPE context="HTML"}}
<div class="when-card{{#CROSSED}} crossed{{/CROSSED}}">
<div class="date-leaf" aria-hidden="true"><span class="leaf-month">{{MONTH}}</span><span class="leaf-day">{{DAY}}</span><span class="leaf-weekday">{{WEEKDAY}}</span></div>
<div>
{{#LABEL}}<p class="when-label">{{LABEL_TEXT}}</p>{{/LABEL}}
{{#NAMED}}<p class="when-title">{{WHAT}}</p>{{/NAMED}}
<p class="when-time"><time datetime="{{START}}">{{LONG_DATE}}, {{TIMES}}</time></p>
<p class="muted">{{LENGTH}} · {{ZONE}} ({{OFFSET}})</p>
</div>
</div>
