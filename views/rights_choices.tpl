{{%AUTOESCAPE context="HTML"}}
<div class="columns">
<div class="field">
<label for="role">Role</label>
<p class="hint" id="role-hint">Members book. Staff also see the settings and all bookings. Admins also manage people, branding and the audit log.</p>
<select id="role" name="role" aria-describedby="role-hint">
{{#ROLE}}<option value="{{WORD}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/ROLE}}
</select>
</div>
<div class="field">
<label for="account_kind">Kind of account</label>
<p class="hint" id="account_kind-hint">Decides which appointments this person may book.</p>
<select id="account_kind" name="account_kind" aria-describedby="account_kind-hint">
{{#KIND}}<option value="{{WORD}}"{{#SELECTED}} selected{{/SELECTED}}>{{LABEL}}</option>{{/KIND}}
</select>
</div>
</div>
