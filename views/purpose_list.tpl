{{%AUTOESCAPE context="HTML"}}
<h1>Book an appointment</h1>
{{#SOME}}
<p class="lead">What would you like to talk about?</p>
<ul class="purposes">
{{#PURPOSE}}
<li class="card purpose">
<h2><a class="stretched" href="{{BASE}}/schedule/{{SLUG}}">{{PURPOSE_TITLE}}</a></h2>
{{#DESCRIBED}}<p>{{DESCRIPTION}}</p>{{/DESCRIBED}}
<p class="muted">{{LENGTH}}{{#APPROVAL}} · needs a confirmation by us{{/APPROVAL}}</p>
</li>
{{/PURPOSE}}
</ul>
{{/SOME}}
{{#NONE}}
<div class="card empty">
{{#CLOSED}}<p class="empty-title">Booking is closed at the moment</p><p>Your existing bookings stay as they are.</p>{{/CLOSED}}
{{#NOTHING_OPEN}}<p class="empty-title">There is nothing to book yet</p><p>No appointment is open to your account.</p>{{/NOTHING_OPEN}}
{{>CONTACT}}
<p><a class="button" href="{{BASE}}/bookings">See your bookings</a></p>
</div>
{{/NONE}}
