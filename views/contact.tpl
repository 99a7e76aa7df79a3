{{%AUTOESCAPE context="HTML"}}
<p class="contact">Questions? Write to
{{#BY_MAIL}}<a href="mailto:{{CONTACT_EMAIL}}">{{CONTACT_EMAIL}}</a>{{/BY_MAIL}}{{#BY_EITHER}} or call {{/BY_EITHER}}{{#BY_PHONE}}<a href="tel:{{PHONE_DIGITS}}">{{CONTACT_PHONE}}</a>{{/BY_PHONE}}.</p>
