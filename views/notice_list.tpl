{{%AUTOESCAPE context="HTML"}}
<div class="title-row">
<h1>Notices</h1>
{{#SOME_UNREAD}}
<form method="post" action="{{BASE}}/notices">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<button type="submit">Mark all as read</button>
</form>
{{/SOME_UNREAD}}
</div>
{{#SOME}}
<ul class="bookings">
{{#ROW}}
<li class="card notice-row{{#UNREAD}} unread{{/UNREAD}}">
<h2>{{#UNREAD}}<span class="sr">Unread: </span>{{/UNREAD}}<a class="stretched" href="{{BASE}}/bookings/{{BOOKING_ID}}">{{TITLE}}</a></h2>
<p class="keep-lines">{{TEXT}}</p>
<p class="muted small"><time datetime="{{AT}}">{{LONG_AT}}</time></p>
</li>
{{/ROW}}
</ul>
<p class="muted">Times of the notices in {{ZONE}}.</p>
{{/SOME}}
{{#MORE}}<p><a class="button" rel="next" href="{{BASE}}/notices?cursor={{CURSOR:url_query_escape}}">Show more</a></p>{{/MORE}}
{{#EMPTY}}
<div class="card empty">
<p class="empty-title">No notices yet</p>
<p>What happens to your bookings is told here.</p>
<p><a class="button" href="{{BASE}}/bookings">Your bookings</a></p>
</div>
{{/EMPTY}}
