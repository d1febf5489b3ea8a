SwaggerUIBundle({
    url: '/openapi.yml',
    dom_id: '#api',
    deepLinking: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
});
