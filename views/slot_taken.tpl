{{%AUTOESCAPE context="HTML"}}
<div class="medium">
<h1>{{TITLE}}</h1>
<p class="lead">{{SENTENCE}}{{#WANTED}} You had chosen <time datetime="{{WANTED_START}}">{{WANTED_LOCAL}}</time>.{{/WANTED}}</p>
{{#SOME}}
<form class="card stack" method="post" action="{{PATH}}">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<input type="hidden" name="idempotency_key" value="{{IDEMPOTENCY_KEY}}">
<input type="hidden" name="timeZone" value="{{ZONE}}">
{{#BOOKING}}<input type="hidden" name="action" value="book">{{/BOOKING}}
<fieldset>
<legend>The next free times for {{PURPOSE_TITLE}}</legend>
<p class="hint">{{ZONE}} ({{OFFSET}})</p>
{{#SLOT}}
<label class="choice"><input type="radio" name="start" value="{{START}}" required><span>{{SLOT_LOCAL}}</span></label>
{{/SLOT}}
</fieldset>
{{#BOOKING}}
<div class="field">
<label for="notes">Anything we should know? <span class="optional">optional</span></label>
<textarea id="notes" name="notes" rows="4" maxlength="2000">
{{TYPED:pre_escape}}</textarea>
</div>
<button class="primary wide" type="submit">Book this time</button>
{{/BOOKING}}
{{#MOVING}}
<div class="field">
<label for="reason">Why does it move? <span class="optional">optional</span></label>
<textarea id="reason" name="reason" rows="3" maxlength="500">
{{TYPED:pre_escape}}</textarea>
</div>
<button class="primary wide" type="submit">Move to this time</button>
{{/MOVING}}
</form>
{{/SOME}}
<p><a class="button" href="{{PATH}}">See all free times</a></p>
</div>
