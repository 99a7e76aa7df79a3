{{%AUTOESCAPE context="HTML"}}
{{#ZONE}}
<option value="{{NAME}}"{{#SELECTED}} selected{{/SELECTED}}>{{NAME}}</option>
{{/ZONE}}
