{{%AUTOESCAPE context="HTML"}}
<p class="back"><a href="{{BASE}}/admin/scheduling/bookings">All bookings</a></p>
<h1>Book for somebody</h1>
{{#WHO}}
<p class="lead">Who is it for? They get the booking and the messages about it.</p>
<div class="card">
<form class="inline-form" method="get" action="{{BASE}}/admin/scheduling/bookings/new" role="search">
<div class="field">
<label for="person">Name or e-mail</label>
<p class="hint" id="person-hint">How it begins is enough.</p>
<input id="person" name="person" value="{{PERSON}}" type="search" maxlength="120" autocomplete="off" required aria-describedby="person-hint">
</div>
<button class="primary" type="submit">Look for them</button>
</form>
</div>
{{#NOBODY}}<div class="card empty"><p class="empty-title">Nobody is called that</p><p>They need an account here first: they sign up themselves, or an admin invites them.</p></div>{{/NOBODY}}
{{#PEOPLE}}
<ul class="bookings">
{{#FOUND}}
<li class="card booking-row">
<div class="booking-what">
<h2><a class="stretched" href="{{BASE}}/admin/scheduling/bookings/new/{{USER}}">{{NAME}}</a></h2>
<p>{{EMAIL}}</p>
</div>
<span class="badge">{{KIND}}</span>
</li>
{{/FOUND}}
</ul>
{{/PEOPLE}}
{{#MORE}}<p class="muted">More people fit. Type more of the name to see them.</p>{{/MORE}}
{{/WHO}}
{{#WHAT}}
<p class="lead">For <strong>{{NAME}}</strong>, {{EMAIL}}. <a href="{{BASE}}/admin/scheduling/bookings/new">Somebody else</a></p>
{{#PURPOSES}}
<ul class="purposes">
{{#PURPOSE}}
<li class="card purpose">
<h2><a class="stretched" href="{{BASE}}/admin/scheduling/bookings/new/{{USER}}/{{SLUG}}">{{PURPOSE_TITLE}}</a></h2>
{{#DESCRIBED}}<p>{{DESCRIPTION}}</p>{{/DESCRIBED}}
<p class="muted">{{LENGTH}}{{#APPROVAL}} · needs the host’s confirmation{{/APPROVAL}}</p>
</li>
{{/PURPOSE}}
</ul>
{{/PURPOSES}}
{{#NOTHING}}<div class="card empty"><p class="empty-title">There is nothing to book</p><p>No purpose is open to this kind of account, or booking is switched off.</p></div>{{/NOTHING}}
{{/WHAT}}
