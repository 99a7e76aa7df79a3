{{%AUTOESCAPE context="HTML"}}
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Preview of the message</title>
<link rel="stylesheet" href="{{APP_CSS}}">
<link rel="stylesheet" href="/brand.css">
</head>
<body class="preview">
<main>
<h1 class="sr">Preview of the message</h1>
{{#SENT}}<p class="notice good" role="status">A test is on its way to {{SENT_TO}}.</p>{{/SENT}}
{{#PROBLEM}}
<div class="notice bad" role="alert">
<p class="notice-title">{{PROBLEM_TITLE}}</p>
<p>{{PROBLEM_SENTENCE}}{{#WAIT}} You can try again in {{WAIT_TEXT}}.{{/WAIT}}</p>
{{#FIELDS}}<ul>{{#FIELD}}<li class="keep-lines">{{FIELD_NAME}}{{FIELD_MESSAGE}}</li>{{/FIELD}}</ul>{{/FIELDS}}
</div>
{{/PROBLEM}}
{{#NOW}}<p class="muted">This is what people get now.</p>{{/NOW}}
{{#MAIL}}
<dl class="facts preview-head"><dt>From</dt><dd>{{FROM}}</dd><dt>Subject</dt><dd>{{MAIL_SUBJECT}}</dd></dl>
<iframe class="mail-frame" title="The mail as most programs show it" sandbox srcdoc="{{MAIL_HTML}}"></iframe>
<details><summary>The same without a layout</summary><div class="plain-text" tabindex="0" role="region" aria-label="The mail as plain text">{{MAIL_TEXT}}</div></details>
{{/MAIL}}
{{#SMS}}
<p class="sms-bubble keep-lines">{{SMS_TEXT}}</p>
<p class="muted">Paid as {{SEGMENTS}}.{{#CUT}} <strong>It is too long: the end is left out.</strong>{{/CUT}}</p>
{{/SMS}}
{{#IN_PORTAL}}
<div class="card notice-row unread"><h2>{{NOTICE_TITLE}}</h2><p class="muted keep-lines">{{NOTICE_TEXT}}</p></div>
{{/IN_PORTAL}}
</main>
</body>
</html>
