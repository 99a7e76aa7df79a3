{{%AUTOESCAPE context="HTML"}}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{TITLE}} · {{SITE_NAME}}</title>
{{#CHECKING}}
<noscript><meta http-equiv="refresh" content="5"></noscript>
{{/CHECKING}}
<link rel="icon" href="{{ICON}}" type="image/svg+xml">
<link rel="stylesheet" href="{{APP_CSS}}">
<link rel="stylesheet" href="/brand.css?v={{BRAND_VERSION:url_query_escape}}">
<script src="{{APP_JS}}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site">
<div class="site-row">
{{#HOME}}
<a class="brand" href="{{HOME_PATH}}">{{#NO_LOGO}}<span class="monogram" aria-hidden="true">{{MONOGRAM}}</span>{{/NO_LOGO}}{{#HAS_LOGO}}<img class="logo" src="/logo/{{LOGO}}" alt="">{{/HAS_LOGO}}<span class="brand-name">{{SITE_NAME}}</span></a>
{{/HOME}}
{{#NO_HOME}}
<span class="brand"><span class="brand-name">{{SITE_NAME}}</span></span>
{{/NO_HOME}}
{{#SIGNED_IN}}
<nav class="main-nav" aria-label="Main">
<ul>
{{#NAV_ITEM}}<li><a href="{{BASE}}{{NAV_PATH}}"{{#NAV_CURRENT}} aria-current="{{CURRENT}}"{{/NAV_CURRENT}}>{{NAV_LABEL}}</a></li>{{/NAV_ITEM}}
</ul>
</nav>
<a class="bell" href="{{BASE}}/notices"{{#BELL_CURRENT}} aria-current="page"{{/BELL_CURRENT}}><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M12 3a6 6 0 0 0-6 6v4.2L4.4 16.4A1 1 0 0 0 5.3 18h13.4a1 1 0 0 0 .9-1.6L18 13.2V9a6 6 0 0 0-6-6zm-2.5 16.5a2.5 2.5 0 0 0 5 0z"/></svg><span class="sr">Notices</span>{{#HAS_UNREAD}}<span class="sr">, </span><span class="bell-count">{{UNREAD}}</span><span class="sr"> unread</span>{{/HAS_UNREAD}}</a>
<form class="sign-out" method="post" action="/logout">
<input type="hidden" name="csrf_token" value="{{CSRF_TOKEN}}">
<span class="viewer"><span class="sr">Signed in as </span>{{VIEWER_NAME}}</span>
<button class="link" type="submit">Sign out</button>
</form>
{{/SIGNED_IN}}
</div>
{{#ADMINISTRATION}}
<nav class="admin-nav" aria-label="Administration">
<ul>
{{#ADMIN_ITEM}}<li><a href="{{BASE}}{{NAV_PATH}}"{{#NAV_CURRENT}} aria-current="{{CURRENT}}"{{/NAV_CURRENT}}>{{NAV_LABEL}}</a></li>{{/ADMIN_ITEM}}
</ul>
</nav>
{{/ADMINISTRATION}}
</header>
<main id="content" tabindex="-1">
{{#NOTICE}}
<p class="notice good" role="status">{{NOTICE_TEXT}}</p>
{{/NOTICE}}
{{>CONTENT}}
</main>
<footer class="site-footer"><p>{{SITE_NAME}}{{#POWERED}} · appointments by NexCyte Scheduler{{/POWERED}}</p></footer>
</body>
</html>
