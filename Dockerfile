FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev --no-save
COPY . .
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "src/main.ts"]
