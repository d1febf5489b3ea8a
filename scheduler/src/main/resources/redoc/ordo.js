const text = 'system-ui, sans-serif';
const code = 'ui-monospace, monospace';

Redoc.init(
    '/openapi.yml',
    {
        expandResponses: '200,201,202,204',
        jsonSampleExpandLevel: 3,
        hideSchemaTitles: true,
        theme: {
            spacing: { sectionVertical: 20 },
            typography: {
                fontFamily: text,
                headings: { fontFamily: text },
                code: { fontFamily: code },
            },
        },
    },
    document.getElementById('api'));
