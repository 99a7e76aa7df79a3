{{%AUTOESCAPE context="HTML"}}
<div class="card table-scroll" tabindex="0" role="region" aria-labelledby="differences-caption">
<table class="differences">
<caption id="differences-caption">Where your text and what is saved by now differ. Save again to replace it.</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Yours</th><th scope="col">Saved meanwhile</th></tr></thead>
<tbody>
{{#DIFFERENCE}}
<tr><th scope="row">{{LABEL}}</th><td>{{YOURS}}</td><td>{{SAVED}}</td></tr>
{{/DIFFERENCE}}
</tbody>
</table>
</div>
