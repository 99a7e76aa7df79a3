{{%AUTOESCAPE context="HTML"}}
<div class="title-row">
<h1>Your bookings</h1>
<a class="button primary" href="{{BASE}}/schedule">Book an appointment</a>
</div>
<nav class="tabs" aria-label="Which bookings">
<a href="{{BASE}}/bookings"{{#UPCOMING}} aria-current="page"{{/UPCOMING}}>Upcoming</a>
<a href="{{BASE}}/bookings?when=all"{{#ALL}} aria-current="page"{{/ALL}}>All</a>
</nav>
{{#SOME}}
<ul class="bookings">
{{#BOOKING}}
<li class="card booking-row{{#QUIET}} quiet{{/QUIET}}">
<div class="date-leaf" aria-hidden="true"><span class="leaf-month">{{MONTH}}</span><span class="leaf-day">{{DAY}}</span><span class="leaf-weekday">{{WEEKDAY}}</span></div>
<div class="booking-what">
<h2><a class="stretched" href="{{BASE}}/bookings/{{ID}}">{{TITLE}}</a></h2>
<p><time datetime="{{START}}">{{LONG_DATE}}, {{TIMES}}</time></p>
</div>
<span class="badge {{STATUS_CLASS}}">{{STATUS}}</span>
</li>
{{/BOOKING}}
</ul>
<p class="muted">All times in {{ZONE}}.</p>
{{/SOME}}
{{#MORE}}<p><a class="button" rel="next" href="{{BASE}}/bookings?when={{WHEN:url_query_escape}}&amp;cursor={{CURSOR:url_query_escape}}">Show more</a></p>{{/MORE}}
{{#EMPTY}}
<div class="card empty">
{{#UPCOMING}}<p class="empty-title">Nothing ahead</p><p>When you book an appointment, it stands here.</p><p><a class="button primary" href="{{BASE}}/schedule">Book an appointment</a></p>{{/UPCOMING}}
{{#ALL}}<p class="empty-title">Nothing here yet</p><p>You have not booked anything so far.</p>{{/ALL}}
</div>
{{/EMPTY}}
