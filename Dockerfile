# The production server alone. Build: docker build -t switchback . — Run: docker run -p 3000:3000 -v switchback:/data switchback
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && node cli/bundle.mjs

FROM node:20-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=true HOST=0.0.0.0 HOSTNAME=0.0.0.0 PORT=3000 SWITCHBACK_DATA=/data KEEP_ALIVE_TIMEOUT=65000
WORKDIR /app
COPY --from=build --chown=node:node /app/.next/standalone ./
# The command line: docker exec CONTAINER node cli/switchback.mjs …
COPY --from=build --chown=node:node /app/cli/switchback.mjs /app/cli/bundle.mjs ./cli/
COPY --from=build --chown=node:node /app/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "server.js"]
